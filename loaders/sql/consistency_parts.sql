-- Grain: one row per count with at least two parts, or with parts that exceed it.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: the measure of the whole.
-- Why:   parts are nested in the whole, of the same kind, meaning and measure on another base; a floor of the whole is no contradiction.
with part as (
    select
        w.target_id, w.unit_id, w.document_id, w.horizon, w.base_id, w.base_vi, w.base_en, w.symbol_vi, w.symbol_en, w.stated_vi, w.stated_en,
        w.low as whole_low, w.high as whole_high, w.strict as whole_strict, w.about as whole_about, count(*) as parts,
        if(count(p.low) = count(*), sum(p.low), null) as low, if(count(p.high) = count(*), sum(p.high), null) as high,
        sum(p.said_low) as said_low, sum(p.said_high) as said_high, bool_or(p.strict) as strict, bool_or(p.about) as about,
        string_agg(p.target_id, ';' order by p.said_high desc, p.target_id) as part_ids,
        string_agg(p.said_vi, ' + ' order by p.said_high desc, p.target_id) as sum_vi, string_agg(p.said_en, ' + ' order by p.said_high desc, p.target_id) as sum_en,
        string_agg(p.base_vi, ', ' order by p.said_high desc, p.target_id) as parts_vi, string_agg(p.base_en, ', ' order by p.said_high desc, p.target_id) as parts_en
    from consistency_target w
    join consistency_target p
        on p.parent_id = w.target_id and p.kind = w.kind and p.meaning = w.meaning and p.measure_id = w.measure_id and p.base_id <> w.base_id
    where w.kind in ('stock', 'flow_cumulative', 'flow_annual')
    group by all
),
share as (
    select document_id, base_id, horizon, count(*) as shares from consistency_target where kind = 'share' group by all
),
judged as (
    select part.*,
        case
            when low > whole_high or low = whole_high and (strict or whole_strict) then 'over'
            when whole_low > high or whole_low = high and (strict or whole_strict) then 'rest'
            when whole_low is null or whole_high is null then 'two-numbers'
            when low = high and whole_low = whole_high and not about and not whole_about then 'equal'
            else 'within'
        end as finding,
        result(said_low, said_high, low is not null, high is not null, strict, about) as total,
        result(whole_low - high, coalesce(whole_high - low, whole_low - high), true, whole_high is not null and low is not null, strict or whole_strict, about or whole_about) as rest,
        coalesce(s.shares, 0) as shares
    from part
    left join share s on s.document_id = part.document_id and s.base_id = part.base_id and s.horizon is not distinct from part.horizon
)
select
    'parts' as rule, unit_id, concat_ws(';', target_id, part_ids) as target_ids,
    case when finding = 'over' then 'tension' when finding in ('equal', 'within') then 'consistent' else 'information' end as outcome,
    concat(sum_vi, ' ', equals_vi(total), that_is_vi(total, ''), ' ', symbol_vi, ' (', parts_vi, '); tổng nêu: ', stated_vi) as arithmetic,
    concat(sum_en, ' ', equals_en(total), that_is_en(total, ''), ' ', symbol_en, ' (', parts_en, '); the whole is stated as ', stated_en) as arithmetic_en,
    case finding
        when 'over' then 'Các phần cộng lại vượt tổng nêu: có đơn vị được đếm hai lần, hoặc các phần và tổng đếm theo hai điều kiện.'
        when 'rest' then concat('Còn ', bounds_vi(rest), ' ', symbol_vi, ' của tổng không thuộc phần nào đã nêu.')
        when 'equal' then 'Các phần cộng lại vừa bằng tổng nêu.'
        when 'within' then 'Các phần cộng lại nằm trong mức nêu cho tổng.'
        else concat(
            'Không trái nhau, nhưng có hai con số cho cùng một tổng: ', bounds_vi(total), ' và ', stated_vi, '.',
            if(shares > 0, concat(' Mẫu số của ', shares, ' tỷ lệ tính trên ', base_vi, ' trong văn bản vì thế chưa rõ.'), '')
        )
    end as implication_vi,
    case finding
        when 'over' then 'The parts add up to more than the whole: some units are counted twice, or parts and whole are counted under two conditions.'
        when 'rest' then concat('Of the whole, ', bounds_en(rest), ' ', symbol_en, ' belong to none of the parts named.')
        when 'equal' then 'The parts add up to exactly the whole.'
        when 'within' then 'The parts add up to a number within that stated for the whole.'
        else concat(
            'No contradiction, but two numbers for one whole: ', bounds_en(total), ' and ', stated_en, '.',
            if(shares > 0, concat(' The base of ', shares, ' shares of ', base_en, ' in the document is therefore unclear.'), '')
        )
    end as implication_en
from judged
where parts > 1 or finding = 'over'
