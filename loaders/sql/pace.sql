-- Grain: one row per target, finite end, observation of its own series up to the horizon, and method.
-- Reads: pace_step.
-- Nulls: reason_code where the method gives an answer, and only then standing is one; ratio, class, required, equation where it gives none.
-- Units: as in pace_step.
-- Why:   one answer where all stated ends agree, the weaker number of them, and the equation of each with its numbers.
with written as (
    select
        *,
        format(
            case
                when method = 'eurostat' and sense = 1 then '(({0} / {1})^(1 / {3}) − 1) / |({2} / {1})^(1 / {4}) − 1| = {5}% / {6}% = {7}'
                when method = 'eurostat' then '(1 − ({0} / {1})^(1 / {3})) / |1 − ({2} / {1})^(1 / {4})| = {5}% / {6}% = {7}'
                when method = 'pro_rata' and sense = 1 then '({0} / {2}) / ({3} / {4}) = {7}'
                when method = 'pro_rata' then '({2} × {3} / {4}) / {0} = {7}'
                when method in ('yearly_floor', 'growth_rate') then '{0} / {2} = {7}'
                when "class" = 'storm' then '({0} − {1}) / {3} = {9}'
                when method = 'weather' then '{0} + ({0} − {1}) / {3} × ({4} − {3}) = {8}'
                    || case when ratio > 0 then '; |{2} − {8}| / |{2} − {0}| = {7}' when sense = 1 then ' ≥ {2}' else ' ≤ {2}' end
                when sense = 1 then '(({0} − {1}) / {3}) / (|{2} − {1}| / {4}) = {5} / {6} = {7}'
                else '(({1} − {0}) / {3}) / (|{1} − {2}| / {4}) = {5} / {6} = {7}'
            end,
            marked_en(number_en(y), observation_id), marked_en(number_en(y0), start_id), marked_en(number_en(goal), target_id), number_en(elapsed), number_en(total), number_en(done * scale),
            number_en(due * scale), number_en(ratio), number_en(projection), number_en((y - y0) / elapsed)
        ) as words
    from (select *, if(method = 'eurostat', 100, 1) as scale from pace_step)
)
select
    target_id, "end", method, observation_id, as_of_on, same_standard, predates_plan, described = horizon and tells_year_end as tells_horizon, low, high,
    template_vi, template_en, reached, shortfall_least, shortfall_most, best_open,
    any_value(start_id) filter (reason_code is distinct from 'method-not-for-flows') as baseline_observation_id,
    coalesce(max(reason_code), if(count(distinct standing) > 1, 'ends-disagree', null)) as reason_code,
    -- Of several ends the weaker speaks: the smaller ratio, for the weather the larger gap.
    case when bool_and(reason_code is null) then if(any_value(method) = 'weather', max(ratio) filter ("class" <> 'storm'), min(ratio)) end as ratio,
    case when bool_and(reason_code is null) and count(distinct "class") = 1 then any_value("class") end as "class",
    any_value(standing) as standing,
    case when bool_and(reason_code is null) then if(any_value(sense) = 1, max(required), min(required)) end as required,
    string_agg(words, '; ' order by ratio, y0) filter (coalesce(reason_code, 'open-end') = 'open-end') as equation_en
from written
group by all
