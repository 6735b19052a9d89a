-- Five horizons of every indicator for the country and each locality, two of ten indicators for former provinces.
with series as (
    select u.unit_id, u.nth as u, i.*, i.nth as i, u.role
    from unit u cross join chosen i where u.role <> 'context' or i.nth < 10
),
promised as (
    select *, unnest(if(kind = 'flow_annual', [null, 2025, 2030, 2035, 2045], [2025, 2030, 2035, 2040, 2045])) as horizon from series
),
meant as (
    select
        *, coalesce(horizon, 2030) as h, (u + 3 * i + h // 5) % 8 as q,
        case
            when direction = 'less' then if(q % 2 = 0, 'le', 'lt')
            else ['eq', 'eq', 'ge', 'ge', 'gt', 'approx', 'range', 'near_below'][q + 1]
        end as operator,
        case
            when kind in ('share', 'growth_annual') then least(90, 15 + (u * 7 + i * 13) % 45 + (h - 2015) + (u + i) % 4)
            when kind = 'flow_annual' then 3 + (u + i) % 12
            when kind = 'flow_cumulative' then 10 + (u + i) % 60
            else 40 + (u * 37 + i * 53) % 300 + (h - 2015) * (3 + (u + i) % 6) + (u * 5 + i) % 21 - 10
        end as n
    from promised
    where role <> 'context' or horizon in (2025, 2030)
)
select
    concat_ws('-', unit_id, indicator_id, coalesce(horizon::varchar, 'annual')) as target_id, unit_id, 'ke-hoach-' || unit_id as document_id, indicator_id,
    base_id, null as standard_id, kind, case when kind = 'flow_cumulative' then horizon - 4 when kind = 'flow_annual' then 2021 end as period_start,
    horizon, operator, false as verbal, if(operator in ('le', 'lt', 'near_below'), null, n) as low,
    case when operator = 'range' then n + 10 when operator in ('ge', 'gt') then null else n end as high, measure_id,
    replace(replace(o.template_vi, '{low}', n::varchar), '{high}', (if(operator = 'range', n + 10, n))::varchar) || if(symbol_vi like '\%%' escape '\', '', ' ') || symbol_vi as wording,
    'Mục I' as place, inner_of,
    if(inner_of is not null and role <> 'context', concat_ws('-', unit_id, inner_of, coalesce(horizon::varchar, 'annual')), null) as parent_id,
    'phan_dau' as modality, if(horizon = 2045, 'vision', 'target') as role, null as publication_id, null as absence_reason_id, null as note, null as note_en
from meant
join operator o on o.operator_id = meant.operator
