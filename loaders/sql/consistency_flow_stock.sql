-- Grain: one row per yearly target of new units and step between two horizons of the number at hand, same document, base and measure.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: units a year; a step runs over as many years as lie between its horizons.
-- Why:   new units less the rise of the stock are exits, or units that the stock does not count; an open-ended stock proves neither.
with stock as (
    select *, lead(target_id) over (partition by document_id, indicator_id, standard_id order by horizon, target_id) as next_id
    from consistency_target
    where kind = 'stock' and meaning = 'count' and horizon is not null
),
step as (
    select
        f.unit_id, concat_ws(';', f.target_id, a.target_id, b.target_id) as target_ids,
        (b.said_low - a.said_high) / nullif(b.horizon - a.horizon, 0) as gain_low, (b.said_high - a.said_low) / nullif(b.horizon - a.horizon, 0) as gain_high,
        f.said_low - gain_high as exits_low, f.said_high - gain_low as exits_high,
        -- By the printed numbers alone. Certain only where the stock cannot rise by more, or by less.
        f.low is not null and exits_low > 0 as needs_exits, f.high is not null and exits_high < 0 as lacks_new,
        if(needs_exits, a.low is not null and b.high is not null, a.high is not null and b.low is not null) as is_certain,
        f.low is not null as has_low, f.high is not null and (not is_certain or a.high is not null and b.low is not null) as has_high, f.strict or (is_certain and (a.strict or b.strict)) as strict,
        f.about or a.about or b.about as about,
        f.symbol_vi, f.symbol_en, f.stated_vi as flow_vi, f.stated_en as flow_en, f.said_vi as new_vi, f.said_en as new_en,
        concat(a.stated_vi, ' (', a.horizon, '), ', b.stated_vi, ' (', b.horizon, '): (', b.said_vi, ' − ', if(a.said_low = a.said_high, a.said_vi, concat('(', a.said_vi, ')')), ')/(', b.horizon, ' − ', a.horizon, ')') as rise_vi,
        concat(a.stated_en, ' (', a.horizon, '), ', b.stated_en, ' (', b.horizon, '): (', b.said_en, ' − ', if(a.said_low = a.said_high, a.said_en, concat('(', a.said_en, ')')), ')/(', b.horizon, ' − ', a.horizon, ')') as rise_en,
        coalesce('số “' || b.standard_vi || '”', 'số có') as counted_vi, coalesce('those “' || b.standard_en || '”', 'the number at hand') as counted_en
    from stock a
    join stock b on b.target_id = a.next_id and b.horizon > a.horizon
    join consistency_target f
        on f.document_id = a.document_id and f.base_id = a.base_id and f.measure_id = a.measure_id and f.kind = 'flow_annual' and f.meaning = 'new'
       and coalesce(f.horizon >= b.horizon, true) and coalesce(f.period_start <= a.horizon + 1, true)
),
judged as (
    select *, needs_exits or lacks_new as has_finding, result(gain_low, gain_high, true, true, false, false) as gain,
        result(exits_low, exits_high, has_low, has_high, strict, about) as exits
    from step
)
select
    'flow-stock' as rule, unit_id, target_ids, if(has_finding, if(is_certain, 'tension', 'information'), 'consistent') as outcome,
    concat(
        rise_vi, ' ', equals_vi(gain), ' mỗi năm. Lập mới ', flow_vi, ' mỗi năm: ', new_vi, ' − ', if(gain_low = gain_high, span_vi(gain), concat('(', span_vi(gain), ')')), ' ', equals_vi(exits),
        if(needs_exits, that_is_vi(exits, ' mỗi năm'), ''), if(has_finding and not is_certain, ' nếu số có vừa đúng các mức nêu', '')
    ) as arithmetic,
    concat(
        rise_en, ' ', equals_en(gain), ' a year. New: ', flow_en, ' a year: ', new_en, ' − ', if(gain_low = gain_high, span_en(gain), concat('(', span_en(gain), ')')), ' ', equals_en(exits),
        if(needs_exits, that_is_en(exits, ' a year'), ''), if(has_finding and not is_certain, ' if the number at hand is just what is stated', '')
    ) as arithmetic_en,
    concat(
        case
            when needs_exits then concat('Mỗi năm có ', bounds_vi(exits), ' ', symbol_vi, ' thôi hoạt động, hoặc lập ra mà không được tính vào ', counted_vi)
            when lacks_new then concat('Số lập mới chưa đủ cho mức tăng của ', counted_vi, ', dù không đơn vị nào thôi hoạt động')
            else 'Số lập mới và mức tăng của số có khớp nhau mà không cần đơn vị nào thôi hoạt động'
        end,
        if(has_finding and not is_certain, ', nếu số có vừa đúng các mức nêu; số có để ngỏ một đầu nên hai bên chưa chắc lệch nhau.', '.')
    ) as implication_vi,
    concat(
        case
            when needs_exits then concat('Each year ', bounds_en(exits), ' ', symbol_en, ' close, or are set up without being counted among ', counted_en)
            when lacks_new then concat('The new units are too few for the rise of ', counted_en, ', even if none closes')
            else 'The new units fit the rise of the number at hand without any exit'
        end,
        if(has_finding and not is_certain, ', if the number at hand is just what is stated; it is open-ended, so the two need not differ.', '.')
    ) as implication_en
from judged
