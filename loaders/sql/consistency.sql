-- Grain: one row per finding.
-- Reads: consistency_flow_stock, consistency_parts, consistency_members, consistency_nested, consistency_subgroup, consistency_classes, consistency_whole_number, consistency_margin, consistency_growth, consistency_benchmark, consistency_rule, code.
-- Nulls: none.
-- Units: as the arithmetic says.
-- Why:   findings, not accusations: outcome is consistent (the numbers fit), tension (together they imply what the text does not say) or information.
with finding as (
    select * from consistency_flow_stock
    union all by name select * from consistency_parts
    union all by name select * from consistency_members
    union all by name select * from consistency_nested
    union all by name select * from consistency_subgroup
    union all by name select * from consistency_classes
    union all by name select * from consistency_whole_number
    union all by name select * from consistency_margin
    union all by name select * from consistency_growth
    union all by name select * from consistency_benchmark
)
select
    concat(f.rule, '-', replace(f.target_ids, ';', '-')) as finding_id,
    f.rule, r.position, r.label_vi, r.label_en, r.question_vi, r.question_en, f.unit_id, f.target_ids, f.outcome,
    percent_first(f.arithmetic, own_mark_vi()) as arithmetic, percent_first(f.arithmetic, own_mark_vi()) as arithmetic_vi, percent_first(f.arithmetic_en, own_mark_en()) as arithmetic_en,
    percent_first(f.implication_vi, own_mark_vi()) as implication_vi, percent_first(f.implication_en, own_mark_en()) as implication_en, r.resolves_vi, r.resolves_en,
    og.label_vi as origin_vi, og.label_en as origin_en
from finding f
join consistency_rule r on r.rule_id = f.rule
join code og on og.list_id = 'origin' and og.code = if(own_of(f.target_ids) is null, 'published', 'own')
