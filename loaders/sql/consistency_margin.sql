-- Grain: one row per profit and revenue level of one document, base, measure and horizon.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: percent of revenue.
-- Why:   two averages imply a margin that the plan does not state; with floors only one end of it follows, or none.
with ratio as (
    select
        p.unit_id, concat_ws(';', p.target_id, r.target_id) as target_ids, concat(p.said_vi, '/', r.said_vi) as ratio_vi, concat(p.said_en, '/', r.said_en) as ratio_en,
        p.symbol_vi, p.symbol_en, p.low > r.high as is_over,
        result(
            100 * p.said_low / r.said_high, 100 * p.said_high / r.said_low, p.low is not null and r.high is not null,
            p.high is not null and r.low is not null, p.strict or r.strict, p.about or r.about
        ) as margin
    from consistency_target p
    join consistency_target r
        on r.document_id = p.document_id and r.base_id = p.base_id and r.measure_id = p.measure_id and r.horizon is not distinct from p.horizon
       and r.kind = p.kind and r.meaning = replace(p.meaning, 'profit', 'revenue') and r.said_low > 0
    where p.kind = 'level' and p.meaning in ('profit', 'profit-total')
)
select
    'margin' as rule, unit_id, target_ids, if(is_over, 'tension', 'information') as outcome,
    concat(ratio_vi, ' ', equals_vi(margin), '%', that_is_vi(margin, '%'), ' (', symbol_vi, ')') as arithmetic,
    concat(ratio_en, ' ', equals_en(margin), '%', that_is_en(margin, '%'), ' (', symbol_en, ')') as arithmetic_en,
    if(is_over, finding_margin_over_vi(), format(finding_margin_of_vi(), coalesce(bounds_vi(margin) || '%', finding_margin_unknown_vi()))) as implication_vi,
    if(is_over, finding_margin_over_en(), format(finding_margin_of_en(), coalesce(bounds_en(margin) || '%', finding_margin_unknown_en()))) as implication_en
from ratio
