-- Grain: one row per local target and national target of the same family.
-- Reads: compared, target_bounds.
-- Nulls: relation where the two do not compare.
-- Units: none.
-- Why:   a national target is a yardstick only where indicator, base and kind fit; floors are set against floors, intervals against intervals.
with pair as (
    select
        c.family_id, c.target_id, c.other_target_id as national_target_id, c."class", c.reasons, c.reasons_vi, c.reasons_en,
        t.side, n.side as national_side, t.operator = n.operator as same_operator,
        coalesce(t.low, '-infinity'::double) as low, coalesce(t.high, 'infinity'::double) as high,
        coalesce(n.low, '-infinity'::double) as national_low, coalesce(n.high, 'infinity'::double) as national_high
    from compared c
    join target_bounds t on t.target_id = c.target_id
    join target_bounds n on n.target_id = c.other_target_id
    where c.unit_role = 'locality' and c.other_unit_role = 'country'
)
select
    family_id, target_id, national_target_id,
    case
        when "class" = 'no' then null
        when same_operator and low = national_low and high = national_high then 'equal'
        when side = 'floor' and national_side = 'floor' and low > national_low then 'above'
        when side = 'floor' and national_side = 'floor' and low < national_low then 'below'
        when side = 'ceiling' and national_side = 'ceiling' and high > national_high then 'above'
        when side = 'ceiling' and national_side = 'ceiling' and high < national_high then 'below'
        when low > national_high or (national_side = 'floor' and side = 'two' and low > national_low) then 'above'
        when high < national_low then 'below'
        else 'overlaps'
    end as relation,
    "class", reasons, reasons_vi, reasons_en
from pair
