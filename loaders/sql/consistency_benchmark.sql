-- Grain: one row per local target and national benchmark that it compares with; documents that state the same benchmark count as one.
-- Reads: benchmark, consistency_target, document, code.
-- Nulls: none.
-- Units: differences in the measure of the target, percentage points for shares.
-- Why:   of each national document the nearest horizon counts, one at or after the local one first; an earlier local milestone below it is no shortfall.
with pair as (
    select
        t.unit_id, t.target_id, t.horizon, t.stated_vi, t.stated_en, n.horizon as national_horizon, n.stated_vi as national_vi, n.stated_en as national_en,
        n.target_id as national_target_id, d.short_vi, d.short_en, d.position, t.said_low - n.said_high as low, t.said_high - n.said_low as high,
        concat(t.said_vi, ' − ', if(n.said_low = n.said_high, n.said_vi, concat('(', n.said_vi, ')'))) as difference_vi,
        concat(t.said_en, ' − ', if(n.said_low = n.said_high, n.said_en, concat('(', n.said_en, ')'))) as difference_en,
        if(t.symbol_vi = '%', 'điểm phần trăm', t.symbol_vi) as points_vi, if(t.symbol_en = '%', 'percentage points', t.symbol_en) as points_en,
        c.label_vi as class_vi, c.label_en as class_en, b.reasons_vi, b.reasons_en,
        case
            when b.relation in ('equal', 'overlaps') then b.relation
            when (b.relation = 'above') = (t.direction = 'less') then 'behind'
            else 'ahead'
        end as standing,
        coalesce(t.horizon < n.horizon, false) as is_earlier, coalesce(t.horizon > n.horizon, false) as is_later
    from benchmark b
    join consistency_target t on t.target_id = b.target_id
    join consistency_target n on n.target_id = b.national_target_id
    join document d on d.document_id = n.document_id
    join code c on c.list_id = 'class' and c.code = b."class"
    where b.relation is not null and b."class" in ('direct', 'caveat')
    qualify rank() over (partition by t.target_id, n.document_id order by coalesce(n.horizon >= t.horizon, true) desc, abs(n.horizon - t.horizon)) = 1
),
judged as (
    select
        * exclude (national_target_id, short_vi, short_en, position), result(low, high, true, true, false, false) as difference,
        string_agg(national_target_id, ';' order by position, national_target_id) as national_ids,
        string_agg(short_vi, ', ' order by position, national_target_id) as documents_vi, string_agg(short_en, ', ' order by position, national_target_id) as documents_en
    from pair
    group by all
)
select
    'benchmark' as rule, unit_id, concat_ws(';', target_id, national_ids) as target_ids,
    case
        when standing = 'overlaps' or standing = 'behind' and is_earlier or standing <> 'behind' and is_later then 'information'
        when standing = 'behind' then 'tension'
        else 'consistent'
    end as outcome,
    concat(stated_vi, ' (', horizon, ') so với ', national_vi, ' (', documents_vi, ', ', national_horizon, '): ', difference_vi, ' ', equals_vi(difference), ' ', points_vi) as arithmetic,
    concat(stated_en, ' (', horizon, ') against ', national_en, ' (', documents_en, ', ', national_horizon, '): ', difference_en, ' ', equals_en(difference), ' ', points_en) as arithmetic_en,
    concat(
        case
            when standing = 'behind' and is_earlier then concat('Chưa tới mức cả nước của năm ', national_horizon, ', nhưng đây là mốc sớm hơn.')
            when standing = 'behind' then 'Chưa tới mức cả nước.'
            when standing = 'overlaps' then 'Chồng lên mức cả nước: tới hay chưa tới là tùy kết quả rơi vào đâu.'
            else concat(if(standing = 'equal', 'Bằng', 'Vượt'), ' mức cả nước', if(is_later, ', nhưng muộn hơn.', '.'))
        end,
        ' ', upper(class_vi[1]), class_vi[2:], if(reasons_vi = '', '', concat(' (', reasons_vi, ')')), '.'
    ) as implication_vi,
    concat(
        case
            when standing = 'behind' and is_earlier then concat('Short of the national level for ', national_horizon, ', but an earlier milestone.')
            when standing = 'behind' then 'Short of the national level.'
            when standing = 'overlaps' then 'Overlaps the national level: reached or not, depending on where results lie.'
            else concat(if(standing = 'equal', 'Equal to', 'Beyond'), ' the national level', if(is_later, ', but later.', '.'))
        end,
        ' ', upper(class_en[1]), class_en[2:], if(reasons_en = '', '', concat(' (', reasons_en, ')')), '.'
    ) as implication_en
from judged
