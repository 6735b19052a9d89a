-- Grain: one row per ordered pair of targets that share an indicator family.
-- Reads: target_bounds, compared_reason.
-- Nulls: none; `reasons` is empty text where nothing differs.
-- Units: none.
-- Why:   class `no` as soon as one reason forbids it, `caveat` as soon as one must be said, `direct` otherwise; remarks never lower the class.
select
    a.family_id,
    a.target_id,
    b.target_id as other_target_id,
    a.unit_role,
    b.unit_role as other_unit_role,
    case
        when bool_or(r.severity = 'no') then 'no'
        when bool_or(r.severity = 'caveat') then 'caveat'
        else 'direct'
    end as "class",
    coalesce(string_agg(r.reason_id, ';' order by r.position), '') as reasons,
    string_agg(concat(r.label_vi, if(r.detail_vi is null, '', ': ' || r.detail_vi)), '; ' order by r.position) as reasons_vi,
    string_agg(concat(r.label_en, if(r.detail_en is null, '', ': ' || r.detail_en)), '; ' order by r.position) as reasons_en
from target_bounds a
join target_bounds b on b.family_id = a.family_id and b.target_id <> a.target_id
left join compared_reason r
    on r.target_id = a.target_id and r.other_target_id = b.target_id and r.family_id = a.family_id
    and r.unit_role = a.unit_role and r.other_unit_role = b.unit_role
group by a.family_id, a.target_id, b.target_id, a.unit_role, b.unit_role
