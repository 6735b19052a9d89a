-- Grain: one row per locality, indicator and horizon of its document.
-- Reads: unit, document, indicator, target, commitment, absence, absence_reason, family.
-- Nulls: horizon for yearly floors without an end; target_id unless the state is `number`.
-- Units: none.
-- Why:   an empty cell must say what it means: words only, not mentioned, or not in the text that we have.
with promised as (
    select d.document_id, d.unit_id, d.position, d.completeness, unnest(string_split(d.horizons, ';')) as horizon_text
    from document d join unit u on u.unit_id = d.unit_id and u.role = 'locality'
),
local_document as (
    -- Of a locality's several documents for one year the published one speaks first.
    select * from promised
    qualify row_number() over (partition by unit_id, horizon_text order by starts_with(document_id, 'own-'), position, document_id) = 1
),
cell as (
    select
        l.unit_id, l.document_id, l.completeness, i.indicator_id, i.family_id, i.kind,
        if(l.horizon_text = 'annual', null, l.horizon_text::bigint) as horizon
    from local_document l
    cross join indicator i
    where i.indicator_id in (select indicator_id from target)
      and (l.horizon_text = 'annual') = (i.kind = 'flow_annual')
)
select
    c.unit_id, c.indicator_id, c.horizon,
    case
        when t.target_id is not null then 'number'
        when exact.family_id is not null then 'words_only'
        when missing.state is not null then missing.state
        when general.family_id is not null then 'words_only'
        when c.completeness = 'summary' then 'text_not_available'
        else 'not_mentioned'
    end as state,
    t.target_id, c.document_id, c.family_id
from cell c
left join (
    select unit_id, indicator_id, horizon, arg_min(target_id, starts_with(target_id, 'own-')) as target_id
    from target group by unit_id, indicator_id, horizon
) t
    on t.unit_id = c.unit_id and t.indicator_id = c.indicator_id and t.horizon is not distinct from c.horizon
left join (select distinct unit_id, family_id, horizon from commitment where horizon is not null) exact
    on exact.unit_id = c.unit_id and exact.family_id = c.family_id and exact.horizon = c.horizon
left join (select distinct unit_id, family_id from commitment where horizon is null) general
    on general.unit_id = c.unit_id and general.family_id = c.family_id and c.horizon is not null
left join (
    select a.unit_id, a.horizon, f.family_id, arg_min(r.state, a.family_id is null) as state
    from absence a join absence_reason r using (absence_reason_id) join family f on f.family_id = coalesce(a.family_id, f.family_id)
    group by a.unit_id, a.horizon, f.family_id
) missing
    on missing.unit_id = c.unit_id and missing.horizon = c.horizon and missing.family_id = c.family_id
