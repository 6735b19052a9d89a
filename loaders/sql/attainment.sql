-- Grain: one row per target, finite end and observation of its own series up to the horizon.
-- Reads: target_end, matched_observation.
-- Nulls: shortfall_least and shortfall_most where the figure is open on that side or the goal is 0; base_* and run_* as in matched_observation.
-- Units: reached is yes, no or undecided; shortfalls are fractions of the goal, negative beyond it.
-- Why:   interval against interval: decided only when every value that the figure allows gives the same answer.
with turned as (
    -- Turned so that more is better: best and worst are the ends of what the figure allows, and a missing end is unbounded.
    select
        m.*, e."end", e.horizon, e.is_strict, e.goal, e.sense, e.sense * e.goal as aim,
        if(e.sense = 1, m.low, -m.high) as worst, not if(e.sense = 1, m.low_closed, m.high_closed) as worst_open,
        if(e.sense = 1, m.high, -m.low) as best, not if(e.sense = 1, m.high_closed, m.low_closed) as best_open
    from target_end e
    join matched_observation m on m.target_id = e.target_id and m.described <= coalesce(e.horizon, m.described)
)
select
    * exclude (aim, worst, worst_open, best),
    case
        when sense is null and low = goal and high = goal then 'yes'
        when worst > aim or worst = aim and (worst_open or not is_strict) then 'yes'
        when best < aim or best = aim and (best_open or is_strict) then 'no'
        else 'undecided'
    end as reached,
    -- Nine decimals, so that 5% of a number is 5% in binary too.
    round((aim - best) / nullif(abs(aim), 0), 9) as shortfall_least,
    round((aim - worst) / nullif(abs(aim), 0), 9) as shortfall_most
from turned
