-- Grain: one row per target, local or national, that no realized value judges yet under the method of its kind.
-- Reads: verdict, verdict_reason, target_bounds, unit, document, setting.
-- Nulls: needed_on for yearly floors without an end; ended_on unless a district ended before; baseline_by where no baseline is needed or the document has no date; observation_id where nothing near exists.
-- Units: dates are days; needed_on is the end of the horizon, wanted_on the day for which a value would help now.
-- Why:   whoever looks for figures needs to know which, for which day, and what they have to be better than.
with now as (select "value"::date as today from setting where setting_id = 'as_of'),
unjudged as (
    -- Where the two ends of an interval lack different things, the reason that stands first.
    select
        v.target_id, v.verdict, v.reason_code, r.position as reason_position,
        coalesce(v.observation_id, v.other_observation_id) as observation_id
    from verdict v
    join verdict_reason r on r.verdict_reason_id = v.reason_code
    where v.is_default
    qualify row_number() over (partition by v.target_id order by r.position) = 1
)
select
    t.target_id, t.unit_id, t.unit_role, t.indicator_id, t.base_id, t.standard_id, t.kind, t.measure_id, t.horizon,
    make_date(t.horizon, 12, 31) as needed_on,
    coalesce(t.horizon >= year(n.today), true) as is_running,
    if(is_running, make_date(year(n.today) - 1, 12, 31), needed_on) as year_end_on,
    -- A district has no figure of its own after its last day, and no complete year after the one before.
    if(t.level = 'district' and year_end_on > un.valid_to, un.valid_to, null) as ended_on,
    case
        when ended_on is null then year_end_on
        when t.kind = 'flow_annual' then make_date(year(ended_on) - 1, 12, 31)
        else ended_on
    end as wanted_on,
    -- A figure from before the plan is itself the baseline: then only a later one is missing.
    is_running and u.verdict = 'not_assessable' and t.kind in ('stock', 'share', 'level') and u.reason_code <> 'value-before-plan' as needs_baseline,
    if(needs_baseline, d.issued_on, null) as baseline_by,
    u.verdict, u.reason_code, u.reason_position, u.observation_id
from unjudged u
join target_bounds t on t.target_id = u.target_id
join unit un on un.unit_id = t.unit_id
join document d on d.document_id = t.document_id
cross join now n
