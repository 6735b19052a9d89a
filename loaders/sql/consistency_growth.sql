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
        plain(low, low) as slowest, plain(high, high) as fastest,
        result(low, high, has_low, has_high, strict, about) as margin
    from pace
)
select
    'growth' as rule, unit_id, target_ids,
    case when finding in ('falls', 'flat-at-best') then 'tension' when finding = 'holds' then 'consistent' else 'information' end as outcome,
    concat(
        format(finding_growth_rates_vi(), profit_vi, revenue_vi), ': ', translate(slow, ',.', '.,'), equals_vi(slowest), '%',
        if(has_two, concat('; ', translate(fast, ',.', '.,'), equals_vi(fastest), '%'), ''), that_is_vi(margin, '%'), ' ', finding_a_year_vi()
    ) as arithmetic,
    concat(
        format(finding_growth_rates_en(), profit_en, revenue_en), ': ', slow, equals_en(slowest), '%',
        if(has_two, concat('; ', fast, equals_en(fastest), '%'), ''), that_is_en(margin, '%'), ' ', finding_a_year_en()
    ) as arithmetic_en,
    case finding
        when 'falls' then finding_growth_falls_vi()
        when 'flat-at-best' then finding_growth_flat_vi()
        when 'holds' then finding_growth_holds_vi()
        else finding_growth_open_vi()
    end as implication_vi,
    case finding
        when 'falls' then finding_growth_falls_en()
        when 'flat-at-best' then finding_growth_flat_en()
        when 'holds' then finding_growth_holds_en()
        else finding_growth_open_en()
    end as implication_en
from judged
