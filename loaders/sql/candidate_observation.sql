-- Grain: one row per target and current observation that might speak of it: of its own question, or of its indicator in the province or successor.
-- Reads: target, indicator, unit, document, current_observation, unit_successor, standard.
-- Nulls: misfit where the figure belongs to the target's own series and may judge it.
-- Units: low and high in the measure of the observation; likeness counts whether meaning and base agree, 0 to 2.
-- Why:   a figure of another territory, kind, base, standard or period never judges a target, and what it misses by is said.
select
    t.target_id, o.observation_id, o.compiler, o.as_of_on, o.as_of_precision, o.operator, o.low, o.high,
    t.standard_id is not distinct from o.standard_id as same_standard,
    (oi.meaning = i.meaning)::int + (o.base_id = t.base_id)::int as likeness,
    -- Where the plan set out from, in its own words or by the day: a count of its period and a yearly floor have rules of their own.
    t.kind not in ('flow_cumulative', 'flow_annual') and (
        o.publication_id = d.publication_id or o.as_of_on <= coalesce(d.issued_on, make_date(d.period_start - 1, 12, 31))
    ) is true as predates_plan,
    case
        when o.unit_id = u.parent_id then 'parent-only'
        when o.unit_id <> t.unit_id then 'different-territory'
        when o.kind <> t.kind then if(t.kind = 'growth_annual', 'no-growth-series', 'different-kind')
        when oi.meaning <> i.meaning then 'different-indicator'
        when o.base_id <> t.base_id or o.indicator_id <> t.indicator_id then 'different-base'
        -- A document that names no status filter counts the existing ones.
        when coalesce(o.standard_id, 'existing') <> coalesce(t.standard_id, 'existing') then 'other-' || coalesce(ts.reason_id, os.reason_id)
        when t.kind = 'flow_annual' and year(o.as_of_on) < coalesce(t.period_start, d.period_start, year(d.issued_on)) then 'year-before-plan'
        when t.kind = 'flow_annual'
            and (o.period_start_on, o.as_of_on) is distinct from (make_date(year(o.as_of_on), 1, 1), make_date(year(o.as_of_on), 12, 31))
            then 'incomplete-year'
        when t.kind = 'flow_cumulative' and t.period_start is null then 'no-period-start'
        when t.kind = 'flow_cumulative' and o.period_start_on is distinct from make_date(t.period_start, 1, 1) then 'different-period'
    end as misfit
from target t
join indicator i using (indicator_id)
join unit u on u.unit_id = t.unit_id
join document d on d.document_id = t.document_id
join current_observation o on o.family_id = i.family_id
join indicator oi on oi.indicator_id = o.indicator_id
left join unit_successor s on s.unit_id = t.unit_id and s.successor_id = o.unit_id
left join standard ts on ts.standard_id = t.standard_id
left join standard os on os.standard_id = o.standard_id
where coalesce(o.low, o.high) is not null and (
    o.unit_id = t.unit_id
    or o.indicator_id = t.indicator_id and (s.successor_id is not null or u.level = 'district' and o.unit_id = u.parent_id)
)
