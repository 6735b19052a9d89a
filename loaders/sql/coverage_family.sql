-- Grain: one row per locality and family (question).
-- Reads: unit, document, family, target_bounds, commitment.
-- Nulls: number_horizons and words_horizons where there are none; targets is 0 there.
-- Units: targets counts target rows, own_targets the own ones among them.
-- Why:   the matrix on the first page; a family counts as covered by words also where no indicator of it has any target.
with number as (
    select unit_id, family_id, count(*) as targets, count(*) filter (starts_with(target_id, 'own-')) as own_targets, bool_or(horizon is null) as has_annual,
        string_agg(distinct horizon::varchar, ';' order by horizon::varchar) as horizons
    from target_bounds where unit_role = 'locality' group by unit_id, family_id
),
text as (
    -- An own document beside a published one changes nothing in what the published one leaves out.
    select unit_id, first(completeness order by starts_with(document_id, 'own-'), position) as completeness from document group by unit_id
),
words as (
    select unit_id, family_id, count(*) as commitments,
        string_agg(distinct horizon::varchar, ';' order by horizon::varchar) as horizons
    from commitment where family_id is not null group by unit_id, family_id
)
select
    u.unit_id, u.position as unit_position, f.family_id, f.position as family_position, f.theme_id,
    case
        when n.targets is not null then 'number'
        when w.commitments is not null then 'words_only'
        when coalesce(d.completeness, 'summary') = 'summary' then 'text_not_available'
        else 'not_mentioned'
    end as state,
    coalesce(n.targets, 0) as targets, coalesce(n.own_targets, 0) as own_targets, n.horizons as number_horizons, coalesce(n.has_annual, false) as has_annual,
    w.horizons as words_horizons
from unit u
cross join family f
left join text d on d.unit_id = u.unit_id
left join number n on n.unit_id = u.unit_id and n.family_id = f.family_id
left join words w on w.unit_id = u.unit_id and w.family_id = f.family_id
where u.role = 'locality'
