-- Grain: one row per successor unit, subject, indicator, standard and horizon (of targets) or date (of realized values) that a former unit states.
-- Reads: target_bounds, current_observation, indicator, measure, operator, standard, unit, unit_successor.
-- Nulls: low, high and operator unless addable; horizon of realized values, as_of_on of targets; reason_code where addable.
-- Units: the indicator's measure; percentages are 0-100; members, missing_members and figure_ids are ids joined by `;`.
-- Why:   figures of former units add up only where every one has the same figure: same kind, standard, horizon or date, period and wording.
with figure as (
    select
        'target' as subject, target_id as figure_id, unit_id, indicator_id, standard_id, kind, horizon, null::date as as_of_on,
        null as as_of_precision, period_start::varchar as starts, operator, low, high
    from target_bounds where unit_role <> 'country'
    union all
    select
        'observation', observation_id, unit_id, indicator_id, standard_id, kind, null, as_of_on,
        as_of_precision, period_start_on::varchar, operator, low, high
    from current_observation
),
told as (
    select
        f.*, i.base_id, i.family_id, i.meaning, i.label_vi, i.label_en, d.label_vi as standard_vi, d.label_en as standard_en, m.is_extensive, m.measure_id, o.template_vi, o.template_en,
        if(m.measure_id like 'percent%', m.symbol_vi, ' ' || m.symbol_vi) as suffix_vi,
        if(m.measure_id like 'percent%', m.symbol_en, ' ' || m.symbol_en) as suffix_en,
        marked_vi(worded(o.template_vi, number_vi(f.low), number_vi(f.high)) || suffix_vi, f.figure_id) as said_vi,
        marked_en(worded(o.template_en, number_en(f.low), number_en(f.high)) || suffix_en, f.figure_id) as said_en,
        coalesce(f.horizon::varchar, if(f.as_of_precision = 'year', year(f.as_of_on)::varchar, strftime(f.as_of_on, '%-m/%Y'))) as told_for
    from figure f
    join indicator i using (indicator_id)
    join measure m on m.measure_id = i.measure_id
    join operator o on o.operator_id = f.operator
    left join standard d on d.standard_id = f.standard_id
    where coalesce(f.low, f.high) is not null
),
asked as (
    select distinct s.successor_id, f.subject, f.indicator_id, f.standard_id, f.kind, f.horizon, f.as_of_on, f.family_id, f.base_id
    from unit_successor s join told f on f.unit_id = s.unit_id
),
answer as (
    -- What each former unit says: the figure asked for, else the closest that it has, and what that misses by.
    select
        a.*, s.unit_id, s.scope, u.position, u.short_vi, u.short_en,
        f.* exclude (subject, unit_id, indicator_id, standard_id, kind, horizon, as_of_on, family_id, base_id),
        case
            when f.figure_id is null then 'no_figure'
            when f.indicator_id <> a.indicator_id then 'kind'
            when f.horizon is distinct from a.horizon then 'horizon'
            when f.as_of_on is distinct from a.as_of_on then 'date'
            when f.standard_id is distinct from a.standard_id then 'standard'
        end as misfit,
        f.standard_id is distinct from a.standard_id as other_standard,
        concat_ws(', ', if(misfit = 'kind', f.label_vi, null), if(other_standard, f.standard_vi, null), f.told_for) as instead_vi,
        concat_ws(', ', if(misfit = 'kind', f.label_en, null), if(other_standard, f.standard_en, null), f.told_for) as instead_en
    from asked a
    join unit_successor s on s.successor_id = a.successor_id
    join unit u on u.unit_id = s.unit_id
    left join told f
        on f.unit_id = s.unit_id and f.subject = a.subject and f.family_id = a.family_id
        and f.base_id = a.base_id and (f.indicator_id = a.indicator_id or f.kind <> a.kind)
    qualify row_number() over (
        partition by a.successor_id, a.subject, a.indicator_id, a.standard_id, a.horizon, a.as_of_on, s.unit_id
        order by array_position(['', 'standard', 'date', 'horizon', 'kind', 'no_figure'], coalesce(misfit, '')),
            other_standard, abs(f.as_of_on - a.as_of_on), f.horizon, f.figure_id
    ) = 1
),
denominator as (
    -- The one exact count of a base by a unit for a time. Where a unit gives several, none is known to be that of the share.
    select subject, unit_id, base_id, horizon, as_of_on, any_value(low) as weight, any_value(standard_id) as weight_standard
    from told
    where kind = 'stock' and meaning = 'count' and measure_id <> 'members' and low = high
    group by subject, unit_id, base_id, horizon, as_of_on having count(*) = 1
),
summed as (
    select
        a.successor_id, a.subject, a.indicator_id, a.standard_id, a.kind, a.horizon, a.as_of_on,
        -- As exact as the least exact of the figures asked for: day, half-year, month, quarter, year stand in the order of letters too.
        max(a.as_of_precision) filter (a.misfit is null) as as_of_precision,
        string_agg(a.unit_id, ';' order by a.position) filter (a.misfit is null) as members,
        string_agg(a.unit_id, ';' order by a.position) filter (a.misfit is not null) as missing_members,
        string_agg(a.figure_id, ';' order by a.position) filter (a.misfit is null) as figure_ids,
        case
            when bool_or(a.scope = 'part') then 'district_ended'
            when count(a.misfit) > 0 then max(a.misfit)
            when a.kind = 'growth_annual' then 'growth'
            when count(distinct a.operator) > 1 then 'operator'
            when count(distinct coalesce(a.starts, '')) > 1 then 'period'
            when a.kind = 'share' and count(d.weight) = count(*) and sum(d.weight) > 0
                and count(distinct coalesce(d.weight_standard, '')) = 1 then null
            when not any_value(a.is_extensive) then 'denominator_unknown'
        end as reason_code,
        if(a.kind = 'share', sum(a.low * d.weight) / sum(d.weight), sum(a.low)) as low,
        if(a.kind = 'share', sum(a.high * d.weight) / sum(d.weight), sum(a.high)) as high,
        any_value(a.operator) as operator,
        any_value(a.template_vi) as template_vi, any_value(a.template_en) as template_en,
        any_value(a.suffix_vi) as suffix_vi, any_value(a.suffix_en) as suffix_en,
        string_agg(a.said_vi || if(d.weight is null, '', ' × ' || number_vi(d.weight)), ' + ' order by a.position) as terms_vi,
        string_agg(a.said_en || if(d.weight is null, '', ' × ' || number_en(d.weight)), ' + ' order by a.position) as terms_en,
        sum(d.weight) as weights,
        string_agg(a.short_vi || ': ' || coalesce(a.said_vi || if(a.misfit is null, '', ' (' || a.instead_vi || ')'), '–'), '; ' order by a.position) as list_vi,
        string_agg(a.short_en || ': ' || coalesce(a.said_en || if(a.misfit is null, '', ' (' || a.instead_en || ')'), '–'), '; ' order by a.position) as list_en
    from answer a
    left join denominator d
        on a.kind = 'share' and d.subject = a.subject and d.unit_id = a.unit_id and d.base_id = a.base_id
        and d.horizon is not distinct from a.horizon and d.as_of_on is not distinct from a.as_of_on
    group by a.successor_id, a.subject, a.indicator_id, a.standard_id, a.kind, a.horizon, a.as_of_on
)
select
    * exclude (reason_code, low, high, operator, template_vi, template_en, suffix_vi, suffix_en, terms_vi, terms_en, weights, list_vi, list_en),
    reason_code is null as addable, reason_code,
    if(addable, low, null) as low, if(addable, high, null) as high, if(addable, operator, null) as operator,
    if(own_of(figure_ids) is null, 'published', 'own') as origin,
    if(addable, marked_vi(worded(template_vi, number_vi(low), number_vi(high)) || suffix_vi, own_of(figure_ids)), null) as stated_vi,
    if(addable, marked_en(worded(template_en, number_en(low), number_en(high)) || suffix_en, own_of(figure_ids)), null) as stated_en,
    case
        when not addable then list_vi
        when kind = 'share' then format('({}) ÷ {} = {}', terms_vi, number_vi(weights), stated_vi)
        else terms_vi || ' = ' || stated_vi
    end as arithmetic_vi,
    case
        when not addable then list_en
        when kind = 'share' then format('({}) ÷ {} = {}', terms_en, number_en(weights), stated_en)
        else terms_en || ' = ' || stated_en
    end as arithmetic_en
from summed
