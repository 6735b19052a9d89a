-- Grain: one row per step between two horizons at which a document states both members and units of one base and standard.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: members per unit.
-- Why:   the average size is stated nowhere and follows; where numbers are floors only one end of it follows, or none.
with average as (
    select
        m.unit_id, m.document_id, m.indicator_id, u.indicator_id as unit_indicator_id, m.standard_id, m.horizon, u.symbol_vi, u.symbol_en,
        concat_ws(';', m.target_id, u.target_id) as target_ids, concat(m.horizon, ': ', m.said_vi, '/', u.said_vi) as ratio_vi, concat(m.horizon, ': ', m.said_en, '/', u.said_en) as ratio_en,
        m.said_low / u.said_high as low, m.said_high / u.said_low as high,
        m.low is not null and m.high is not null and u.low is not null and u.high is not null as is_closed,
        result(
            m.said_low / u.said_high, m.said_high / u.said_low, m.low is not null and u.high is not null,
            m.high is not null and u.low is not null, m.strict or u.strict, m.about or u.about
        ) as average
    from consistency_target m
    join consistency_target u
        on u.document_id = m.document_id and u.base_id = m.base_id and u.standard_id is not distinct from m.standard_id and u.horizon = m.horizon
    where m.kind = 'stock' and m.meaning = 'count' and m.measure_id = 'members'
      and u.kind = 'stock' and u.meaning = 'count' and u.measure_id in ('htx', 'tht', 'lhhtx', 'org') and u.said_low > 0
),
step as (
    select *, lead(horizon) over series as next_horizon, lead(target_ids) over series as next_ids, lead(ratio_vi) over series as next_ratio_vi, lead(ratio_en) over series as next_ratio_en,
        lead(low) over series as next_low, lead(high) over series as next_high, is_closed and lead(is_closed) over series as are_closed, lead(average) over series as next_average
    from average
    window series as (partition by document_id, indicator_id, unit_indicator_id, standard_id order by horizon)
)
select
    'members' as rule, unit_id, concat_ws(';', target_ids, next_ids) as target_ids, 'information' as outcome,
    concat(
        ratio_vi, ' ', equals_vi(average), that_is_vi(average, ''), ' ', format(finding_members_per_vi(), symbol_vi), '; ',
        next_ratio_vi, ' ', equals_vi(next_average), that_is_vi(next_average, ''), ' ', format(finding_members_per_vi(), symbol_vi)
    ) as arithmetic,
    concat(
        ratio_en, ' ', equals_en(average), that_is_en(average, ''), ' ', format(finding_members_per_en(), symbol_en), '; ',
        next_ratio_en, ' ', equals_en(next_average), that_is_en(next_average, ''), ' ', format(finding_members_per_en(), symbol_en)
    ) as arithmetic_en,
    format(
        case
            when next_low > high then finding_members_rises_vi()
            when next_high < low then finding_members_falls_vi()
            else finding_members_stays_vi()
        end,
        symbol_vi, if(are_closed, '', '; ' || finding_members_unsure_vi())
    ) as implication_vi,
    format(
        case
            when next_low > high then finding_members_rises_en()
            when next_high < low then finding_members_falls_en()
            else finding_members_stays_en()
        end,
        symbol_en, if(are_closed, '', '; ' || finding_members_unsure_en())
    ) as implication_en
from step
where next_horizon > horizon
