-- Grain: one row per share nested in a share of another meaning.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: percent of the base of the parent.
-- Why:   "of which 50%" may be of those that meet the parent, or of all: both readings are shown. A second reading above the parent is impossible.
with reading as (
    select
        c.unit_id, concat_ws(';', c.target_id, p.target_id) as target_ids, c.base_vi as inner_vi, c.base_en as inner_en, p.base_vi, p.base_en,
        c.stated_vi, c.stated_en, p.stated_vi as parent_vi, p.stated_en as parent_en,
        concat(c.said_vi, '% × ', p.said_vi, '%') as product_vi, concat(c.said_en, '% × ', p.said_en, '%') as product_en,
        p.said_low = 100 and p.said_high = 100 as is_same, c.low > p.high as is_over,
        result(
            c.said_low * p.said_low / 100, c.said_high * p.said_high / 100, c.low is not null and p.low is not null,
            c.high is not null and p.high is not null, c.strict or p.strict, c.about or p.about
        ) as product
    from consistency_target c
    join consistency_target p on p.target_id = c.parent_id and p.kind = 'share' and p.meaning <> c.meaning
    where c.kind = 'share'
)
select
    'nested' as rule, unit_id, target_ids, if(is_same, 'consistent', 'information') as outcome,
    concat(product_vi, ' ', equals_vi(product), '%', that_is_vi(product, '%'), ' ', format(finding_of_vi(), base_vi)) as arithmetic,
    concat(product_en, ' ', equals_en(product), '%', that_is_en(product, '%'), ' ', format(finding_of_en(), base_en)) as arithmetic_en,
    if(is_same, finding_nested_same_vi(), concat_ws(
        ' ', format(finding_nested_inner_vi(), inner_vi, coalesce(bounds_vi(product) || '%', finding_nested_unknown_vi()), format(finding_of_vi(), base_vi)),
        if(is_over, format(finding_nested_over_vi(), parent_vi), format(finding_nested_all_vi(), stated_vi))
    )) as implication_vi,
    if(is_same, finding_nested_same_en(), concat_ws(
        ' ', format(finding_nested_inner_en(), inner_en, coalesce(bounds_en(product) || '%', finding_nested_unknown_en()), format(finding_of_en(), base_en)),
        if(is_over, format(finding_nested_over_en(), parent_en), format(finding_nested_all_en(), stated_en))
    )) as implication_en
from reading
