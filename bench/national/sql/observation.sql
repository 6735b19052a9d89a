-- Fifty figures of every indicator for each locality: four sources at twelve dates, a fifth at two. Former provinces have ten indicators, two dates.
with day as (
    select make_date(y, 12, 31) as as_of_on, 'year' as as_of_precision, y, s from range(2015, 2026) a(y), range(1, 6) b(s) where s < 5 or y > 2023
    union all
    select date '2026-06-30', 'half-year', 2026, s from range(1, 5) b(s)
),
series as (
    select u.unit_id, u.nth as u, i.* exclude (nth), i.nth as i, u.role, u.valid_from
    from unit u cross join chosen i where u.role <> 'context' or i.nth < 10
),
figure as (
    select
        *, y - 2015 as t,
        -- One source is used throughout, but for one year in some series.
        s = 1 + (u + i) % 4 + if((u + i) % 7 = 0 and y = 2021, if((u + i) % 4 = 3, -3, 1), 0) as is_current,
        ['eq', 'gt', 'approx'][if((u * 3 + i + y) % 11 < 2, 2 + (u * 3 + i + y) % 11, 1)] as operator,
        case
            when kind = 'share' then least(99, 15 + (u * 7 + i * 13) % 45 + t * 2 + s % 2)
            when kind = 'growth_annual' then 1 + (u + i + t) % 9 + s % 2
            when kind = 'flow_annual' then 2 + (u + i + t) % 12 + s % 2
            when kind = 'flow_cumulative' then (1 + (u + i) % 12) * (1 + t % 5) + s % 2
            else 40 + (u * 37 + i * 53) % 300 + t * (3 + (u + i) % 6) + s
        end as n
    from series join day on role <> 'context' or (s = 1 + (u + i) % 4 and y in (2020, 2024))
)
select
    concat_ws('-', unit_id, indicator_id, as_of_on, s) as observation_id, unit_id, indicator_id, base_id, null as standard_id, kind, operator,
    n as low, if(operator = 'gt', null, n) as high, measure_id,
    case
        when kind = 'flow_annual' then make_date(y, 1, 1)
        when kind = 'flow_cumulative' then make_date(case when y > 2025 then 2026 when y > 2020 then 2021 else least(y, 2016) end, 1, 1)
    end as period_start_on,
    as_of_on, as_of_precision,
    case when unit_id = 'viet-nam' then 'unchanged' when valid_from is null then 'before-2025-07' else 'from-2025-07' end as territory,
    p.publication_id, p.compiler,
    replace(o.template_vi, '{low}', n::varchar) || if(symbol_vi like '\%%' escape '\', '', ' ') || symbol_vi as wording,
    case y when 2026 then 'estimate' when 2025 then 'preliminary' else 'final' end as status, 'reported' as method,
    ['high', 'high', 'medium', 'medium', 'low'][s] as confidence, is_current, null as absence_reason_id,
    if(is_current, null, 'Một nguồn khác được dùng (số thử).') as note, if(is_current, null, 'Another source is used (made up).') as note_en
from figure
join publication p on p.publication_id = format('nguon-{}', s)
join operator o on o.operator_id = figure.operator
