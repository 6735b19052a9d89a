-- Grain: one row per ordered pair of targets that share an indicator family.
-- Reads: compared.
-- Nulls: none; `reasons` is empty text where nothing differs.
-- Units: none.
-- Why:   what people read of two targets: may they be compared, and what must be said.
select * exclude (unit_role, other_unit_role) from compared
