-- Grain: one row per share of a subgroup nested in the same share of the whole group, where the document counts the subgroup and the group.
-- Reads: consistency_target.
-- Nulls: none.
-- Units: units of the subgroup, percent of the group.
-- Why:   the subgroup alone gives a least share of the group; the group is the sum of its parts where they are stated, else its own number.
with counted as (
    select * from consistency_target where kind = 'stock' and meaning = 'count'
),
total as (
    select
        parent_id, measure_id, string_agg(target_id, ';' order by said_high desc, target_id) as part_ids, sum(said_low) as said_low, sum(said_high) as said_high,
        count(low) = count(*) as has_low, count(high) = count(*) as has_high, bool_or(strict) as strict, bool_or(about) as about,
        string_agg(said_vi, ' + ' order by said_high desc, target_id) as sum_vi, string_agg(said_en, ' + ' order by said_high desc, target_id) as sum_en
    from counted
    where parent_id is not null
    group by parent_id, measure_id
    having count(*) > 1
),
matched as (
    select
        c.unit_id, concat_ws(';', c.target_id, p.target_id, coalesce(s.part_ids, t.target_id), w.target_id) as target_ids,
        c.base_vi as inner_vi, c.base_en as inner_en, p.base_vi, p.base_en, c.stated_vi, c.stated_en, p.stated_vi as parent_vi, p.stated_en as parent_en,
        p.low as parent_low, p.high as parent_high, s.sum_vi, s.sum_en, w.said_vi as whole_vi, w.said_en as whole_en,
        concat(c.said_vi, '% × ', t.said_vi) as product_vi, concat(c.said_en, '% × ', t.said_en) as product_en,
        c.said_low * t.said_low / 100 as units_low, c.said_high * t.said_high / 100 as units_high,
        c.low is not null and t.low is not null as has_low, c.high is not null and t.high is not null as has_high, c.strict or t.strict as strict, c.about or t.about as about,
        coalesce(s.said_low, w.said_low) as group_low, coalesce(s.said_high, w.said_high) as group_high, coalesce(s.has_low, w.low is not null) as group_has_low,
        coalesce(s.has_high, w.high is not null) as group_has_high, coalesce(s.strict, w.strict) as group_strict, coalesce(s.about, w.about) as group_about,
        w.said_low as whole_low, w.said_high as whole_high, w.low is not null as whole_has_low, w.high is not null as whole_has_high,
        w.strict as whole_strict, w.about as whole_about, s.said_low <> w.said_low or s.said_high <> w.said_high as has_two,
        result(
            c.said_low * p.said_low / 100, c.said_high * p.said_high / 100, c.low is not null and p.low is not null,
            c.high is not null and p.high is not null, c.strict or p.strict, c.about or p.about
        ) as other
    from consistency_target c
    join consistency_target p on p.target_id = c.parent_id and p.kind = 'share' and p.meaning = c.meaning and p.base_id <> c.base_id
    join counted t on t.document_id = c.document_id and t.horizon is not distinct from c.horizon and t.base_id = c.base_id and t.said_low > 0
    join counted w on w.document_id = c.document_id and w.horizon is not distinct from c.horizon and w.base_id = p.base_id and w.measure_id = t.measure_id and w.said_low > 0
    left join total s on s.parent_id = w.target_id and s.measure_id = t.measure_id and t.parent_id = w.target_id
    where c.kind = 'share'
),
judged as (
    select *,
        case
            when not (has_low and group_has_high) then 'open'
            when 100 * units_low / group_high > parent_high then 'over'
            when 100 * units_low / group_high >= parent_low then 'reached'
            else 'open'
        end as finding,
        plain(units_low, units_high) as units, plain(group_low, group_high) as size,
        result(100 * units_low / group_high, 100 * units_high / group_low, has_low and group_has_high, has_high and group_has_low, strict or group_strict, about or group_about) as part,
        result(100 * units_low / whole_high, 100 * units_high / whole_low, has_low and whole_has_high, has_high and whole_has_low, strict or whole_strict, about or whole_about) as part_of_whole
    from matched
)
select
    'subgroup' as rule, unit_id, target_ids, case finding when 'over' then 'tension' when 'reached' then 'consistent' else 'information' end as outcome,
    concat(
        product_vi, ' ', equals_vi(units), '; ', span_vi(units), '/', span_vi(size), ' ', equals_vi(part), '%', that_is_vi(part, '%'), ' ', format(finding_of_vi(), base_vi), ' (' || sum_vi || ' ' || equals_vi(size) || ')',
        if(has_two, concat('; ', span_vi(units), '/', whole_vi, ' ', equals_vi(part_of_whole), '%', that_is_vi(part_of_whole, '%')), ''), '; ', format(finding_subgroup_whole_vi(), parent_vi)
    ) as arithmetic,
    concat(
        product_en, ' ', equals_en(units), '; ', span_en(units), '/', span_en(size), ' ', equals_en(part), '%', that_is_en(part, '%'), ' ', format(finding_of_en(), base_en), ' (' || sum_en || ' ' || equals_en(size) || ')',
        if(has_two, concat('; ', span_en(units), '/', whole_en, ' ', equals_en(part_of_whole), '%', that_is_en(part_of_whole, '%')), ''), '; ', format(finding_subgroup_whole_en(), parent_en)
    ) as arithmetic_en,
    concat(
        case finding
            when 'over' then format(finding_subgroup_over_vi(), inner_vi)
            when 'reached' then format(finding_subgroup_reached_vi(), inner_vi, stated_vi)
            else format(finding_subgroup_open_vi(), inner_vi)
        end,
        ' ', format(finding_subgroup_other_vi(), stated_vi, inner_vi, coalesce(format(finding_that_is_vi(), bounds_vi(other) || '% ' || format(finding_of_vi(), base_vi)), ''))
    ) as implication_vi,
    concat(
        case finding
            when 'over' then format(finding_subgroup_over_en(), inner_en)
            when 'reached' then format(finding_subgroup_reached_en(), inner_en, stated_en)
            else format(finding_subgroup_open_en(), inner_en)
        end,
        ' ', format(finding_subgroup_other_en(), stated_en, inner_en, coalesce(format(finding_that_is_en(), bounds_en(other) || '% ' || format(finding_of_en(), base_en)), ''))
    ) as implication_en
from judged
