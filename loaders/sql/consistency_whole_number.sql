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
    where s.kind = 'share' and n.low = n.high and not n.about and n.low > 0
),
judged as (
    select *, result(low, high, true, true, false, false) as number, number_vi(floor(low)) as below_vi, number_en(floor(low)) as below_en,
        number_vi(floor(low) + 1) as above_vi, number_en(floor(low) + 1) as above_en,
        result(100 * floor(low) / units, 100 * floor(low) / units, true, true, false, false) as below,
        result(100 * (floor(low) + 1) / units, 100 * (floor(low) + 1) / units, true, true, false, false) as above
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
    concat(
        'Không số nguyên nào vừa đúng ', said_vi, '% của ', units_vi, ' ', symbol_vi, ': ', below_vi, ' thì chưa tới, ', above_vi, ' thì vượt', if(about, '; “khoảng” cho phép cả hai.', '.')
    ) as implication_vi,
    concat(
        'No whole number is just ', said_en, '% of ', units_en, ' ', symbol_en, ': ', below_en, ' falls short, ', above_en, ' exceeds it', if(about, '; “about” allows both.', '.')
    ) as implication_en
from judged
