-- Grain: one row per target (local and national).
-- Reads: target, indicator, operator, measure, unit, document.
-- Nulls: low or high where the stated bound is open; horizon for yearly floors without an end.
-- Units: measure_id; percentages are 0-100.
-- Why:   the stated bounds with everything that comparing them needs, in one place. Bounds are never changed here.
select
    t.target_id, t.unit_id, t.document_id, t.indicator_id, t.base_id, t.standard_id, t.kind,
    t.period_start, t.horizon, t.operator, t.verbal, t.low, t.high,
    o.low_closed and t.low is not null as low_closed,
    o.high_closed and t.high is not null as high_closed,
    o.shape,
    case o.shape when 'floor' then 'floor' when 'ceiling' then 'ceiling' when 'near' then 'ceiling' else 'two' end as side,
    t.measure_id, m.is_extensive, t.parent_id, t.modality, t.role,
    i.family_id, i.theme_id, i.meaning, i.direction,
    u.level, u.role as unit_role, d.completeness
from target t
join indicator i using (indicator_id)
join operator o on o.operator_id = t.operator
join measure m on m.measure_id = t.measure_id
join unit u on u.unit_id = t.unit_id
join document d on d.document_id = t.document_id
