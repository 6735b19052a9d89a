-- Grain: one row per target that states a number.
-- Reads: target, indicator, operator, measure, base, standard.
-- Nulls: low or high where the stated bound is open; standard labels where no standard applies; horizon for yearly floors.
-- Units: measure_id; percentages are 0-100; said_* are the numbers as printed, whichever end they bound, stated_* with qualifier and unit.
-- Why:   the consistency rules calculate with printed numbers and then say what the qualifiers leave of the result; both stand here once.
with said as (
    select
        *, coalesce(low, high) as said_low, coalesce(high, low) as said_high,
        concat_ws('–', number_en(coalesce(low, high)), if(low < high, number_en(high), null)) as bare_en, translate(bare_en, ',.', '.,') as bare_vi
    from target
    where low is not null or high is not null
)
select
    t.* exclude (bare_vi, bare_en), marked_vi(t.bare_vi, t.target_id) as said_vi, marked_en(t.bare_en, t.target_id) as said_en, i.family_id, i.meaning, i.direction,
    t.operator in ('gt', 'lt') as strict, o.shape in ('fuzzy', 'near') as about,
    marked_vi(replace(concat(regexp_replace(o.template_vi, '\{.*\}', t.bare_vi), ' ', m.symbol_vi), ' %', '%'), t.target_id) as stated_vi,
    marked_en(replace(concat(regexp_replace(o.template_en, '\{.*\}', t.bare_en), ' ', m.symbol_en), ' %', '%'), t.target_id) as stated_en,
    m.symbol_vi, m.symbol_en, b.label_vi as base_vi, b.label_en as base_en, s.label_vi as standard_vi, s.label_en as standard_en
from said t
join indicator i on i.indicator_id = t.indicator_id
join operator o on o.operator_id = t.operator
join measure m on m.measure_id = t.measure_id
join base b on b.base_id = t.base_id
left join standard s on s.standard_id = t.standard_id
