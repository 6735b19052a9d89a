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
        result(whole_low - high, whole_high - low, true, whole_high is not null and low is not null, strict or whole_strict, about or whole_about) as rest,
        s.shares
    from part
    left join share s on s.document_id = part.document_id and s.base_id = part.base_id and s.horizon is not distinct from part.horizon
)
select
    'parts' as rule, unit_id, concat_ws(';', target_id, part_ids) as target_ids,
    case when finding = 'over' then 'tension' when finding in ('equal', 'within') then 'consistent' else 'information' end as outcome,
    concat(sum_vi, ' ', equals_vi(total), that_is_vi(total, ''), ' ', symbol_vi, ' (', parts_vi, '); ', format(finding_parts_whole_vi(), stated_vi)) as arithmetic,
    concat(sum_en, ' ', equals_en(total), that_is_en(total, ''), ' ', symbol_en, ' (', parts_en, '); ', format(finding_parts_whole_en(), stated_en)) as arithmetic_en,
    case finding
        when 'over' then finding_parts_over_vi()
        when 'rest' then format(finding_parts_rest_vi(), bounds_vi(rest), symbol_vi)
        when 'equal' then finding_parts_equal_vi()
        when 'within' then finding_parts_within_vi()
        else concat_ws(' ', format(finding_parts_two_vi(), bounds_vi(total), stated_vi), format(finding_parts_unclear_vi(), shares, base_vi))
    end as implication_vi,
    case finding
        when 'over' then finding_parts_over_en()
        when 'rest' then format(finding_parts_rest_en(), bounds_en(rest), symbol_en)
        when 'equal' then finding_parts_equal_en()
        when 'within' then finding_parts_within_en()
        else concat_ws(' ', format(finding_parts_two_en(), bounds_en(total), stated_en), format(finding_parts_unclear_en(), shares, base_en))
    end as implication_en
from judged
where parts > 1 or finding = 'over'
