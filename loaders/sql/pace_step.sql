-- Grain: one row per target, finite end, observation, method, and stated end of the figure (y) and of its baseline (y0).
-- Reads: attainment, target_method.
-- Nulls: reason_code where the method gives an answer; done, due, ratio where it cannot be reckoned; start_id, y0 where there is no baseline.
-- Units: ratio is the method's own number (for the weather the gap that stays); required is the value due at that day; times in years.
-- Why:   the method follows the kind of target; the lenses are other ways to look at the same figures and never touch the facts.
with timed as (
    -- The weather looks back over the last consecutive years, a count to its first day, the other lenses to the earliest figure.
    select
        a.* exclude (base_id, base_year, base_low, base_high, base_shape, run_id, run_year, run_low, run_high, run_shape), m.method, m.kind,
        case
            when m.method = 'weather' then {'id': a.run_id, 'year': a.run_year, 'low': a.run_low, 'high': a.run_high, 'shape': a.run_shape}
            when m.method in ('linear', 'eurostat', 'sdg_trend')
                then {'id': a.base_id, 'year': a.base_year, 'low': a.base_low, 'high': a.base_high, 'shape': a.base_shape}
            when m.method = 'pro_rata' then {'id': null, 'year': m.period_start, 'low': null, 'high': null, 'shape': null}
        end as start,
        -- The true figure is at best as good as the number stated. One at least as good has reached the goal or decides nothing.
        if(a.sense = 1, a.shape in ('ceiling', 'near'), a.shape = 'floor') as is_at_best
    from attainment a
    join target_method m on m.target_id = a.target_id and m."end" = a."end"
),
-- Every stated end of the figure against every stated end of its baseline.
split as (
    select
        *, start.id as start_id, year - start.year as elapsed, horizon + 1 - start.year as total,
        start.shape in ('floor', 'ceiling', 'near') as start_is_open,
        unnest(list_distinct([low, high])) as y
    from timed
),
paired as (
    select *, unnest(list_distinct([start.low, start.high]) || if(start.id is null, [null], [])) as y0
    from split
),
reckoned as (
    -- What was done over what was due, for the weather what would be missing at the horizon over what is missing now.
    select
        *,
        y + (y - y0) / elapsed * (total - elapsed) as projection,
        case
            when method = 'eurostat' then if(y0 > 0 and y >= 0 and goal >= 0, sense * (pow(y / y0, 1 / elapsed) - 1), null)
            when method = 'weather' then greatest(0, sense * (goal - projection))
            when method = 'pro_rata' then if(sense = 1, y, goal * elapsed / total)
            when method in ('linear', 'sdg_trend') then sense * (y - y0) / elapsed
            else y
        end as done,
        case
            when method = 'eurostat' then if(done is null, null, abs(pow(goal / y0, 1 / total) - 1))
            when method = 'weather' then abs(goal - y)
            when method = 'pro_rata' then if(sense = 1, goal * elapsed / total, y)
            when method in ('linear', 'sdg_trend') then abs(goal - y0) / total
            else goal
        end as due
    from paired
),
divided as (
    select
        *,
        -- Nine decimals, so that a pace that is exactly kept is kept in binary too.
        round(done / nullif(due, 0), 9) as ratio,
        case
            when method = 'eurostat' and done is not null then y0 * pow(goal / y0, elapsed / total)
            when method = 'pro_rata' then goal * elapsed / total
            when method in ('linear', 'sdg_trend') then y0 + (goal - y0) * elapsed / total
            else goal
        end as required
    from reckoned
),
classed as (
    select
        *,
        case
            when method = 'eurostat' and ratio >= 0.95 then 'significant'
            when method = 'eurostat' and ratio >= 0.6 then 'moderate'
            when method = 'eurostat' and ratio >= 0 then 'insufficient'
            when method = 'eurostat' then 'away'
            when method = 'sdg_trend' and ratio >= 1 then 'on_track'
            when method = 'sdg_trend' and ratio >= 0.5 then 'improving'
            when method = 'sdg_trend' and ratio >= 0 then 'stagnating'
            when method = 'sdg_trend' then 'decreasing'
            when method = 'weather' and sense * y < sense * y0 then 'storm'
            when method = 'weather' and ratio < 0.05 then 'sun'
            when method = 'weather' and ratio <= 0.2 then 'sun_cloud'
            when method = 'weather' then 'cloud'
        end as "class"
    from divided
),
placed as (
    select
        *,
        case
            when method = 'growth_rate' and reached = 'yes' then 'on_pace'
            when method = 'growth_rate' and sense = 1 and y < 0 then 'moving_away'
            when method = 'growth_rate' then 'behind'
            when "class" = 'storm' or method <> 'weather' and ratio < 0 then 'moving_away'
            when "class" in ('significant', 'sun') or method not in ('eurostat', 'weather') and ratio >= 1 then 'on_pace'
            else 'behind'
        end as standing
    from classed
)
select
    * exclude (start),
    case
        when method in ('eurostat', 'sdg_trend', 'weather') and kind not in ('stock', 'share', 'level') then 'method-not-for-flows'
        when method = 'weather' and run_years < 4 then 'too-few-points'
        when method in ('linear', 'eurostat', 'sdg_trend') and y0 is null then 'no-baseline'
        when method = 'eurostat' and done is null then 'zero-base'
        when ratio is null then 'no-change-due'
        when start_is_open then 'open-end'
        when is_at_best and standing <> 'moving_away' then 'open-end'
    end as reason_code
from placed
