-- Grain: one row per yearly target of new units and step between two horizons of the number at hand, same document, base and measure.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: units a year; a step runs over as many years as lie between its horizons.
-- Why:   new units less the rise of the stock are exits, or units that the stock does not count; an open-ended stock proves neither.
with stock as (
    select *, lead(target_id) over (partition by document_id, indicator_id, standard_id order by horizon, target_id) as next_id
    from consistency_target
    where kind = 'stock' and meaning = 'count'
),
step as (
    select
        f.unit_id, concat_ws(';', f.target_id, a.target_id, b.target_id) as target_ids,
        (b.said_low - a.said_high) / (b.horizon - a.horizon) as gain_low, (b.said_high - a.said_low) / (b.horizon - a.horizon) as gain_high,
        f.said_low - gain_high as exits_low, f.said_high - gain_low as exits_high,
        -- By the printed numbers alone. Certain only where the stock cannot rise by more, or by less.
        f.low is not null and exits_low > 0 as needs_exits, f.high is not null and exits_high < 0 as lacks_new,
        if(needs_exits, a.low is not null and b.high is not null, a.high is not null and b.low is not null) as is_certain,
        f.low is not null as has_low, f.high is not null and (not is_certain or a.high is not null and b.low is not null) as has_high, f.strict or (is_certain and (a.strict or b.strict)) as strict,
        f.about or a.about or b.about as about,
        f.symbol_vi, f.symbol_en, f.stated_vi as flow_vi, f.stated_en as flow_en, f.said_vi as new_vi, f.said_en as new_en,
        concat(a.stated_vi, ' (', a.horizon, '), ', b.stated_vi, ' (', b.horizon, '): (', b.said_vi, ' − ', if(a.said_low = a.said_high, a.said_vi, concat('(', a.said_vi, ')')), ')/(', b.horizon, ' − ', a.horizon, ')') as rise_vi,
        concat(a.stated_en, ' (', a.horizon, '), ', b.stated_en, ' (', b.horizon, '): (', b.said_en, ' − ', if(a.said_low = a.said_high, a.said_en, concat('(', a.said_en, ')')), ')/(', b.horizon, ' − ', a.horizon, ')') as rise_en,
        coalesce(format(finding_flow_stock_those_vi(), b.standard_vi), finding_flow_stock_stock_vi()) as counted_vi,
        coalesce(format(finding_flow_stock_those_en(), b.standard_en), finding_flow_stock_stock_en()) as counted_en
    from stock a
    join stock b on b.target_id = a.next_id and b.horizon > a.horizon
    join consistency_target f
        on f.document_id = a.document_id and f.base_id = a.base_id and f.measure_id = a.measure_id and f.kind = 'flow_annual' and f.meaning = 'new'
       and coalesce(f.horizon >= b.horizon, true) and coalesce(f.period_start <= a.horizon + 1, true)
),
judged as (
    select *, needs_exits or lacks_new as has_finding, plain(gain_low, gain_high) as gain,
        result(exits_low, exits_high, has_low, has_high, strict, about) as exits
    from step
)
select
    'flow-stock' as rule, unit_id, target_ids, if(has_finding, if(is_certain, 'tension', 'information'), 'consistent') as outcome,
    concat(
        rise_vi, ' ', equals_vi(gain), ' ', finding_a_year_vi(), '. ', format(finding_flow_stock_new_vi(), flow_vi), ': ', new_vi, ' − ', if(gain_low = gain_high, span_vi(gain), concat('(', span_vi(gain), ')')), ' ', equals_vi(exits),
        if(needs_exits, that_is_vi(exits, ' ' || finding_a_year_vi()), ''), if(has_finding and not is_certain, ' ' || finding_flow_stock_just_vi(), '')
    ) as arithmetic,
    concat(
        rise_en, ' ', equals_en(gain), ' ', finding_a_year_en(), '. ', format(finding_flow_stock_new_en(), flow_en), ': ', new_en, ' − ', if(gain_low = gain_high, span_en(gain), concat('(', span_en(gain), ')')), ' ', equals_en(exits),
        if(needs_exits, that_is_en(exits, ' ' || finding_a_year_en()), ''), if(has_finding and not is_certain, ' ' || finding_flow_stock_just_en(), '')
    ) as arithmetic_en,
    concat(
        case
            when needs_exits then format(finding_flow_stock_exits_vi(), bounds_vi(exits), symbol_vi, counted_vi)
            when lacks_new then format(finding_flow_stock_lacks_vi(), counted_vi)
            else finding_flow_stock_fits_vi()
        end,
        if(has_finding and not is_certain, ', ' || finding_flow_stock_unsure_vi(), ''), '.'
    ) as implication_vi,
    concat(
        case
            when needs_exits then format(finding_flow_stock_exits_en(), bounds_en(exits), symbol_en, counted_en)
            when lacks_new then format(finding_flow_stock_lacks_en(), counted_en)
            else finding_flow_stock_fits_en()
        end,
        if(has_finding and not is_certain, ', ' || finding_flow_stock_unsure_en(), ''), '.'
    ) as implication_en
from judged
