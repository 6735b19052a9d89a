-- Grain: one row per share and exact count of its base, same document and horizon, for which no whole number of units has that share.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: units of the base; percentages are 0-100.
-- Why:   70% of 23 is 16.1, so the plan means 16 or 17. Floors and ceilings always have a whole number; an approximate base says nothing.
with product as (
    select
        s.unit_id, concat_ws(';', s.target_id, n.target_id) as target_ids, s.said_vi, s.said_en, s.about, n.said_vi as units_vi, n.said_en as units_en,
        n.symbol_vi, n.symbol_en, n.low as units, s.low * n.low / 100 as low, s.high * n.low / 100 as high
    from consistency_target s
    join consistency_target n
        on n.document_id = s.document_id and n.base_id = s.base_id and n.horizon = s.horizon and n.kind = 'stock' and n.meaning = 'count'
    where s.kind = 'share' and n.low = n.high and not n.about
),
judged as (
    select *, plain(low, high) as number, number_vi(floor(low)) as below_vi, number_en(floor(low)) as below_en,
        number_vi(floor(low) + 1) as above_vi, number_en(floor(low) + 1) as above_en,
        plain(100 * floor(low) / units, 100 * floor(low) / units) as below,
        plain(100 * (floor(low) + 1) / units, 100 * (floor(low) + 1) / units) as above
    from product
    where ceil(low - 1e-9) > floor(high + 1e-9)
)
select
    'whole-number' as rule, unit_id, target_ids, 'information' as outcome,
    concat(
        said_vi, '% × ', units_vi, ' ', equals_vi(number), ' ', symbol_vi, '; ', below_vi, '/', units_vi, ' ', equals_vi(below), '%; ',
        above_vi, '/', units_vi, ' ', equals_vi(above), '%'
    ) as arithmetic,
    concat(
        said_en, '% × ', units_en, ' ', equals_en(number), ' ', symbol_en, '; ', below_en, '/', units_en, ' ', equals_en(below), '%; ',
        above_en, '/', units_en, ' ', equals_en(above), '%'
    ) as arithmetic_en,
    format(finding_whole_number_none_vi(), said_vi || '%', units_vi, symbol_vi, below_vi, above_vi, if(about, '; ' || finding_whole_number_about_vi(), '')) as implication_vi,
    format(finding_whole_number_none_en(), said_en || '%', units_en, symbol_en, below_en, above_en, if(about, '; ' || finding_whole_number_about_en(), '')) as implication_en
from judged
