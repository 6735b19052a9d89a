-- Grain: one row per target and finite end that a realized value is held against.
-- Reads: target, indicator, operator.
-- Nulls: sense where neither the wording nor the indicator says which side is better.
-- Units: goal in the measure of the target; sense is 1 for at least, -1 for at most.
-- Why:   an interval has two ends and may have two honest answers, any other wording has one; a floor or ceiling says its side itself.
with stated as (
    select
        t.target_id, t.unit_id, t.indicator_id, t.kind, t.period_start, t.horizon, t.verbal, t.low, t.high,
        o.shape, o.low_closed, o.high_closed,
        case
            when o.shape = 'floor' then 1
            when o.shape = 'ceiling' then -1
            when i.direction = 'more' then 1
            when i.direction = 'less' then -1
        end as sense,
        unnest(case when o.shape = 'interval' then ['low', 'high'] when t.low is not null then ['low'] else ['high'] end) as "end"
    from target t
    join indicator i using (indicator_id)
    join operator o on o.operator_id = t.operator
)
select
    target_id, "end", unit_id, indicator_id, kind, period_start, horizon, verbal, sense,
    if("end" = 'low', low, high) as goal,
    -- The number itself is not enough for "more than 400" and "less than 10".
    shape = 'floor' and not low_closed or shape = 'ceiling' and not high_closed as is_strict,
    -- "About 70%" and "nearly 200" may be nearly attained.
    shape in ('fuzzy', 'near') as is_fuzzy,
    shape <> 'interval' or "end" = if(sense = -1, 'high', 'low') as is_weakest
from stated
where low is not null or high is not null
