-- Grain: one row per ordered pair of targets of one family and reason that sets them apart; no row when nothing does.
-- Reads: target_bounds, base_relation, base, standard, operator, code, reason.
-- Nulls: detail_vi and detail_en where the reason's own label says it all.
-- Units: none.
-- Why:   comparability is computed from what the rows say, never typed by hand; the roles let a question about two of them ask for those only.
with pair as (
    select
        a.family_id, a.target_id, b.target_id as other_target_id, a.unit_role, b.unit_role as other_unit_role,
        a.horizon, b.horizon as other_horizon, a.base_id, b.base_id as other_base_id,
        a.standard_id, b.standard_id as other_standard_id, a.operator, b.operator as other_operator,
        a.level, b.level as other_level, a.kind, b.kind as other_kind, near.reason_vi as near_vi, near.reason_en as near_en,
        list_filter([
            case
                when a.kind = b.kind then null
                when a.kind in ('flow_annual', 'flow_cumulative') and b.kind in ('flow_annual', 'flow_cumulative') then 'annualise'
                else 'kind'
            end,
            case when a.meaning <> b.meaning then 'meaning' end,
            case when a.kind = b.kind and a.measure_id <> b.measure_id then 'measure' end,
            case when a.base_id <> b.base_id then if(near.base_id is null, 'base', 'base-near') end,
            case when (a.is_extensive or b.is_extensive) and (a.level = 'country') <> (b.level = 'country') then 'scale' end,
            case when a.horizon is distinct from b.horizon then 'horizon' end,
            case when a.level <> b.level and a.level <> 'country' and b.level <> 'country' then 'level' end,
            case
                when a.standard_id is not distinct from b.standard_id then null
                when sa.reason_id is not distinct from sb.reason_id then sa.reason_id
                when sa.reason_id is null or sb.reason_id is null then coalesce(sa.reason_id, sb.reason_id)
                else 'standard'
            end,
            case when a.side <> b.side then 'wording' end,
            case when a.kind = 'flow_cumulative' and a.period_start <> b.period_start then 'period' end,
            case when a.completeness in ('summary', 'excerpt') or b.completeness in ('summary', 'excerpt') then 'source' end
        ], lambda reason: reason is not null) as reasons
    from target_bounds a
    join target_bounds b on b.family_id = a.family_id and b.target_id <> a.target_id
    left join base_relation near
        on (near.base_id = a.base_id and near.other_base_id = b.base_id)
        or (near.base_id = b.base_id and near.other_base_id = a.base_id)
    left join standard sa on sa.standard_id = a.standard_id
    left join standard sb on sb.standard_id = b.standard_id
),
hit as (select * exclude (reasons), unnest(reasons) as reason_id from pair)
select
    h.family_id, h.target_id, h.other_target_id, h.unit_role, h.other_unit_role, h.reason_id, r.position, r.severity, r.label_vi, r.label_en,
    case h.reason_id
        when 'kind' then concat(ka.label_vi, ' / ', kb.label_vi)
        when 'annualise' then concat(ka.label_vi, ' / ', kb.label_vi)
        when 'horizon' then concat(coalesce(h.horizon::varchar, horizon_annual_vi()), ' / ', coalesce(h.other_horizon::varchar, horizon_annual_vi()))
        when 'base' then concat(ba.label_vi, ' / ', bb.label_vi)
        when 'base-near' then h.near_vi
        when 'level' then concat(la.label_vi, ' / ', lb.label_vi)
        when 'status-filter' then concat(coalesce(sa.label_vi, comparison_unstated_vi()), ' / ', coalesce(sb.label_vi, comparison_unstated_vi()))
        when 'standard' then concat(coalesce(sa.label_vi, comparison_unstated_vi()), ' / ', coalesce(sb.label_vi, comparison_unstated_vi()))
        when 'wording' then concat('“', oa.label_vi, '” / “', ob.label_vi, '”')
    end as detail_vi,
    case h.reason_id
        when 'kind' then concat(ka.label_en, ' / ', kb.label_en)
        when 'annualise' then concat(ka.label_en, ' / ', kb.label_en)
        when 'horizon' then concat(coalesce(h.horizon::varchar, horizon_annual_en()), ' / ', coalesce(h.other_horizon::varchar, horizon_annual_en()))
        when 'base' then concat(ba.label_en, ' / ', bb.label_en)
        when 'base-near' then h.near_en
        when 'level' then concat(la.label_en, ' / ', lb.label_en)
        when 'status-filter' then concat(coalesce(sa.label_en, comparison_unstated_en()), ' / ', coalesce(sb.label_en, comparison_unstated_en()))
        when 'standard' then concat(coalesce(sa.label_en, comparison_unstated_en()), ' / ', coalesce(sb.label_en, comparison_unstated_en()))
        when 'wording' then concat('“', oa.label_en, '” / “', ob.label_en, '”')
    end as detail_en
from hit h
join reason r using (reason_id)
join base ba on ba.base_id = h.base_id
join base bb on bb.base_id = h.other_base_id
join operator oa on oa.operator_id = h.operator
join operator ob on ob.operator_id = h.other_operator
left join code la on la.list_id = 'level' and la.code = h.level
left join code lb on lb.list_id = 'level' and lb.code = h.other_level
join code ka on ka.list_id = 'kind' and ka.code = h.kind
join code kb on kb.list_id = 'kind' and kb.code = h.other_kind
left join standard sa on sa.standard_id = h.standard_id
left join standard sb on sb.standard_id = h.other_standard_id
