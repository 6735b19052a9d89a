-- Grain: one row per ordered pair of targets of one family and reason that sets them apart; no row when nothing does.
-- Reads: compared_reason.
-- Nulls: detail_vi and detail_en where the reason's own label says it all.
-- Units: none.
-- Why:   what people read of two targets; domain experts can read the cases in compared_reason.
select * exclude (unit_role, other_unit_role) from compared_reason
