-- Grain: one row per unit, indicator, standard and date described that charts use.
-- Reads: observation, indicator, unit.
-- Nulls: low or high where the stated bound is open; standard_id where no standard applies.
-- Units: measure_id; percentages are 0-100.
-- Why:   two sources that disagree are both kept in `observation`; the one marked current is what charts draw.
select o.*, i.family_id, i.theme_id, i.direction, u.level
from observation o
join indicator i using (indicator_id)
join unit u on u.unit_id = o.unit_id
where o.is_current
