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
        case t.measure_id
            when 'percent' then finding_points_vi() when 'percent-per-year' then concat(finding_points_vi(), ' ', finding_a_year_vi()) else t.symbol_vi
        end as points_vi,
        case t.measure_id
            when 'percent' then finding_points_en() when 'percent-per-year' then concat(finding_points_en(), ' ', finding_a_year_en()) else t.symbol_en
        end as points_en,
        c.label_vi as class_vi, c.label_en as class_en, b.reasons_vi, b.reasons_en,
        case
            when b.relation in ('equal', 'overlaps') then b.relation
            when (b.relation = 'above') = (t.direction = 'less') then 'behind'
            else 'ahead'
        end as standing,
        t.horizon < n.horizon as is_earlier, t.horizon > n.horizon as is_later
    from benchmark b
    join consistency_target t on t.target_id = b.target_id
    join consistency_target n on n.target_id = b.national_target_id
    join document d on d.document_id = n.document_id
    join code c on c.list_id = 'class' and c.code = b."class"
    where b.relation is not null
    -- Both horizons are known: only yearly counts may have none, and a count of the whole country is no yardstick.
    qualify rank() over (partition by t.target_id, n.document_id order by n.horizon >= t.horizon desc, abs(n.horizon - t.horizon)) = 1
),
judged as (
    select
        * exclude (national_target_id, short_vi, short_en, position), plain(low, high) as difference,
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
    concat(stated_vi, ' (', coalesce(horizon::varchar, horizon_annual_vi()), ') ', finding_benchmark_against_vi(), ' ', national_vi, ' (', documents_vi, ', ', coalesce(national_horizon::varchar, horizon_annual_vi()), '): ', difference_vi, ' ', equals_vi(difference), ' ', points_vi) as arithmetic,
    concat(stated_en, ' (', coalesce(horizon::varchar, horizon_annual_en()), ') ', finding_benchmark_against_en(), ' ', national_en, ' (', documents_en, ', ', coalesce(national_horizon::varchar, horizon_annual_en()), '): ', difference_en, ' ', equals_en(difference), ' ', points_en) as arithmetic_en,
    concat(
        case
            when standing = 'behind' and is_earlier then format(finding_benchmark_earlier_vi(), national_horizon)
            when standing = 'behind' then finding_benchmark_behind_vi()
            when standing = 'overlaps' then finding_benchmark_overlaps_vi()
            else format(if(standing = 'equal', finding_benchmark_equal_vi(), finding_benchmark_beyond_vi()), if(is_later, finding_benchmark_later_vi(), ''))
        end,
        ' ', upper(class_vi[1]), class_vi[2:], if(reasons_vi = '', '', concat(' (', reasons_vi, ')')), '.'
    ) as implication_vi,
    concat(
        case
            when standing = 'behind' and is_earlier then format(finding_benchmark_earlier_en(), national_horizon)
            when standing = 'behind' then finding_benchmark_behind_en()
            when standing = 'overlaps' then finding_benchmark_overlaps_en()
            else format(if(standing = 'equal', finding_benchmark_equal_en(), finding_benchmark_beyond_en()), if(is_later, finding_benchmark_later_en(), ''))
        end,
        ' ', upper(class_en[1]), class_en[2:], if(reasons_en = '', '', concat(' (', reasons_en, ')')), '.'
    ) as implication_en
from judged
