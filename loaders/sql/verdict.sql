-- Grain: one row per target, finite end and method; the weather at the weakest end only.
-- Reads: setting, target_method, candidate_observation, pace, verdict_reason.
-- Nulls: reason_code where the verdict needs none; observation_id where no figure may judge; baseline, ratio, class where the facts decide.
-- Units: values in the measure of the target; required is the value due; ratio is the method's own number.
-- Why:   facts first: attained, nearly, overdue are the same under every method; only the pace of what is still open depends on the lens.
with now as (
    select
        any_value("value") filter (setting_id = 'tolerance')::double as tolerance,
        any_value("value") filter (setting_id = 'as_of')::date as today
    from setting
),
asked as (
    select
        m.*, n.tolerance,
        -- Of a yearly floor each complete year is judged on its own.
        m.kind = 'flow_annual' or m.horizon < year(n.today) as is_over,
        m.horizon is null
            or m.horizon = coalesce(min(m.horizon) filter (m.horizon >= year(n.today)) over same, max(m.horizon) over same) as is_nearest
    from target_method m cross join now n
    window same as (partition by m.unit_id, m.indicator_id)
),
judging as (
    -- The latest figure of the series of the target, up to its horizon and to today.
    select p.*
    from pace p cross join now n
    where p.as_of_on <= n.today
    qualify row_number() over (
        partition by p.target_id, p."end", p.method order by p.as_of_on desc, p.same_standard desc, p.observation_id) = 1
),
missing as (
    -- Without one: the closest figure that exists, and what it misses by.
    select c.target_id, c.observation_id, r.verdict_reason_id as reason_code
    from candidate_observation c cross join now n
    join verdict_reason r on r.verdict_reason_id = coalesce(c.misfit, 'horizon-passed-before-first-value')
    where c.as_of_on <= n.today
    qualify row_number() over (partition by c.target_id order by r.position, c.likeness desc, c.as_of_on desc, c.observation_id) = 1
),
weighed as (
    select
        a.*, j.* exclude (target_id, "end", method), m.observation_id as other_observation_id,
        case
            when m.reason_code is not null then m.reason_code
            when a.kind = 'growth_annual' then 'no-growth-series'
            when a.verbal then 'verbal-target'
            else 'no-realized-value'
        end as missing_code,
        case
            when not a.is_fuzzy or j.reached = 'yes' or a.goal = 0 then 'no'
            when j.shortfall_most <= a.tolerance then 'yes'
            when j.shortfall_least > a.tolerance or j.shortfall_least = a.tolerance and j.best_open then 'no'
            else 'undecided'
        end as nearly
    from asked a
    left join judging j on j.target_id = a.target_id and j."end" = a."end" and j.method = a.method
    left join missing m on m.target_id = a.target_id and j.target_id is null
),
decided as (
    select
        *,
        case
            when observation_id is null then missing_code
            when predates_plan then 'value-before-plan'
            when reached = 'undecided' and sense is null then 'no-direction'
            when reached = 'undecided' then 'interval-undecided'
            when reached = 'yes' and is_over then 'attained'
            when reached = 'yes' and kind = 'growth_annual' then 'pace'
            when reached = 'yes' and kind = 'flow_cumulative' and sense = -1 then 'still-counting'
            when reached = 'yes' then 'attained'
            when is_over and kind <> 'flow_annual' and not tells_horizon then 'value-before-horizon'
            when nearly = 'undecided' then 'interval-undecided'
            when nearly = 'yes' then 'nearly'
            when is_over then 'overdue'
            else 'pace'
        end as said
    from weighed
),
compared as (
    -- {0} is the figure in its own words, {1} the goal, {2} the margin, {3} the goal less or plus the margin.
    select
        *,
        case when sense is null then '=' when sense = 1 then if(is_strict, '>', '≥') else if(is_strict, '<', '≤') end as sign,
        translate(sign, '>≥<≤=', '≤<≥>≠') as missed,
        case
            when said = 'value-before-plan' then null
            when reached = 'yes' then '{0} ' || sign || ' {1}'
            when reached = 'undecided' then '{0} ' || sign || ' {1}?'
            when said = 'nearly' then if(sense = 1, '{2} × {1} = {3} ≤ {0} < {1}', '{1} < {0} ≤ {2} × {1} = {3}')
            when said = 'overdue' and is_fuzzy then '{0} ' || missed || ' {2} × {1} = {3}'
            when said = 'interval-undecided' then '{0} ' || missed || ' {1}; {0} ' || sign || ' {2} × {1} = {3}?'
            else '{0} ' || missed || ' {1}'
        end as comparison,
        if(sense = -1, '(1 + ', '(1 − ') || number_en(tolerance) || ')' as margin,
        number_en(goal * (1 - sense * tolerance)) as limit_en
    from decided
)
select
    c.target_id, c."end", c.method, c.is_default, c.observation_id, case when c.said = 'pace' then c.baseline_observation_id end as baseline_observation_id,
    c.other_observation_id, coalesce(r.verdict, if(c.said = 'pace', c.standing, c.said)) as verdict, r.verdict_reason_id as reason_code,
    if(c.said = 'pace', in_vi(c.equation_en), format(c.comparison,
        marked_vi(worded(c.template_vi, number_vi(c.low), number_vi(c.high)), c.observation_id), marked_vi(number_vi(c.goal), c.target_id), translate(c.margin, '.', ','), translate(c.limit_en, ',.', '.,')
    )) as equation_vi,
    if(c.said = 'pace', c.equation_en, format(c.comparison,
        marked_en(worded(c.template_en, number_en(c.low), number_en(c.high)), c.observation_id), marked_en(number_en(c.goal), c.target_id), c.margin, c.limit_en
    )) as equation_en,
    equation_vi as equation,
    c.goal, c.low as value_low, c.high as value_high, c.as_of_on,
    if(c.said = 'pace', c.required, c.goal) as required, if(c.said = 'pace', c.ratio, null) as ratio, case when c.said = 'pace' then c."class" end as "class",
    c.is_nearest, c.unit_id, c.indicator_id, c.kind, c.horizon
from compared c
left join verdict_reason r on r.verdict_reason_id = if(c.said = 'pace', c.reason_code, c.said)
