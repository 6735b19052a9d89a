-- Grain: one row per yearly growth of profit and of revenue of one document, base and horizon.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: percent a year of the margin itself, not percentage points.
-- Why:   profit that grows more slowly than revenue means a falling margin; each end of one interval is set against the opposite end of the other.
with pace as (
    select
        p.unit_id, concat_ws(';', p.target_id, r.target_id) as target_ids, p.stated_vi as profit_vi, p.stated_en as profit_en, r.stated_vi as revenue_vi, r.stated_en as revenue_en,
        p.low is not null and r.high is not null as has_low, p.high is not null and r.low is not null as has_high, p.strict or r.strict as strict, p.about or r.about as about,
        p.said_low <> p.said_high or r.said_low <> r.said_high as has_two,
        concat('(1 + ', number_en(p.said_low), '%)/(1 + ', number_en(r.said_high), '%) − 1 ') as slow, concat('(1 + ', number_en(p.said_high), '%)/(1 + ', number_en(r.said_low), '%) − 1 ') as fast,
        100 * ((100 + p.said_low) / (100 + r.said_high) - 1) as low, 100 * ((100 + p.said_high) / (100 + r.said_low) - 1) as high
    from consistency_target p
    join consistency_target r
        on r.document_id = p.document_id and r.base_id = p.base_id and r.horizon is not distinct from p.horizon
       and r.kind = p.kind and r.meaning = replace(p.meaning, 'profit', 'revenue') and r.said_low > -100
    where p.kind = 'growth_annual' and p.meaning in ('profit', 'profit-total')
),
judged as (
    select *,
        case
            when has_high and high < 0 then 'falls'
            when has_high and high = 0 and not (has_low and low = 0) then 'flat-at-best'
            when has_low and low >= 0 then 'holds'
            else 'open'
        end as finding,
        result(low, low, true, true, false, false) as slowest, result(high, high, true, true, false, false) as fastest,
        result(low, high, has_low, has_high, strict, about) as margin
    from pace
)
select
    'growth' as rule, unit_id, target_ids,
    case when finding in ('falls', 'flat-at-best') then 'tension' when finding = 'holds' then 'consistent' else 'information' end as outcome,
    concat(
        'lãi ', profit_vi, ', doanh thu ', revenue_vi, ': ', translate(slow, ',.', '.,'), equals_vi(slowest), '%',
        if(has_two, concat('; ', translate(fast, ',.', '.,'), equals_vi(fastest), '%'), ''), that_is_vi(margin, '%'), ' mỗi năm'
    ) as arithmetic,
    concat(
        'profit ', profit_en, ', revenue ', revenue_en, ': ', slow, equals_en(slowest), '%',
        if(has_two, concat('; ', fast, equals_en(fastest), '%'), ''), that_is_en(margin, '%'), ' a year'
    ) as arithmetic_en,
    concat('Tỷ suất lãi trên doanh thu ', case finding
        when 'falls' then 'giảm.'
        when 'flat-at-best' then 'nhiều nhất là đi ngang, còn lại là giảm.'
        when 'holds' then 'đi ngang hoặc tăng.'
        else 'có thể tăng hoặc giảm, tùy kết quả rơi vào đâu.'
    end) as implication_vi,
    concat('The margin of profit on revenue ', case finding
        when 'falls' then 'falls.'
        when 'flat-at-best' then 'is flat at best, and falls otherwise.'
        when 'holds' then 'is flat or rises.'
        else 'may rise or fall, depending on where results lie.'
    end) as implication_en
from judged
