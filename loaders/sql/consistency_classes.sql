-- Grain: one row per document, base, question and horizon whose shares of different meaning add up to 100%, or to more.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: percent of the base.
-- Why:   exactly 100% reads as disjoint classes that leave nobody out; above, some must overlap; below, nothing follows.
with class as (
    select
        unit_id, document_id, base_id, family_id, horizon, base_vi, base_en, string_agg(target_id, ';' order by said_low, target_id) as target_ids,
        if(count(low) = count(*), sum(low), null) as low, if(count(high) = count(*), sum(high), null) as high, bool_or(strict) as strict,
        result(sum(said_low), sum(said_high), count(low) = count(*), count(high) = count(*), bool_or(strict), bool_or(about)) as total,
        string_agg(concat(said_vi, '%'), ' + ' order by said_low, target_id) as sum_vi, string_agg(concat(said_en, '%'), ' + ' order by said_low, target_id) as sum_en
    from consistency_target
    where kind = 'share'
    group by unit_id, document_id, base_id, family_id, horizon, base_vi, base_en
    having count(*) > 1 and count(distinct meaning) = count(*)
),
judged as (
    select *, low > 100 or low = 100 and strict as is_over, result(low - 100, low - 100, true, high = low, strict, total.about) as overlap
    from class
    where low is not null and coalesce(high, low) >= 100
)
select
    'classes' as rule, unit_id, target_ids, if(is_over, 'information', 'consistent') as outcome,
    concat(sum_vi, ' ', equals_vi(total), '%', that_is_vi(total, '%'), ' ', format(finding_of_vi(), base_vi)) as arithmetic,
    concat(sum_en, ' ', equals_en(total), '%', that_is_en(total, '%'), ' ', format(finding_of_en(), base_en)) as arithmetic_en,
    if(is_over, format(finding_classes_overlap_vi(), bounds_vi(overlap), finding_points_vi()), finding_classes_complete_vi()) as implication_vi,
    if(is_over, format(finding_classes_overlap_en(), bounds_en(overlap), finding_points_en()), finding_classes_complete_en()) as implication_en
from judged
