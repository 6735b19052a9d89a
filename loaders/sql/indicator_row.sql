-- Grain: one row per indicator, with every label in both languages.
-- Reads: indicator, family, theme, base, measure, code.
-- Nulls: none.
-- Units: measure_id is what the indicator is counted in.
-- Why:   what the ids of targets and observations mean, for people and programs that take rows home.
select
    i.indicator_id, i.label_vi as indicator_vi, i.label_en as indicator_en,
    i.family_id, f.label_vi as family_vi, f.label_en as family_en, f.position as family_position,
    i.theme_id, th.label_vi as theme_vi, th.label_en as theme_en,
    i.kind, k.label_vi as kind_vi, k.label_en as kind_en,
    i.base_id, b.label_vi as base_vi, b.label_en as base_en,
    i.measure_id, m.label_vi as measure_vi, m.label_en as measure_en,
    i.direction, d.label_vi as direction_vi, d.label_en as direction_en,
    i.definition_vi, i.definition_en
from indicator i
join family f on f.family_id = i.family_id
join theme th on th.theme_id = i.theme_id
join base b on b.base_id = i.base_id
join measure m on m.measure_id = i.measure_id
join code k on k.list_id = 'kind' and k.code = i.kind
join code d on d.list_id = 'direction' and d.code = i.direction
