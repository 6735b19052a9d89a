-- Grain: one row per target, with every label in both languages.
-- Reads: target, unit, document, indicator, family, theme, base, standard, operator, measure, code, publication.
-- Nulls: low or high where open; horizon for yearly floors; standard, parent, url where there is none.
-- Units: measure_id; percentages are 0-100.
-- Why:   the row that people read on screen, search and take home.
select
    t.target_id, t.unit_id, u.short_vi as unit_vi, u.short_en as unit_en, u.position as unit_position, u.role as unit_role, u.level,
    t.document_id, d.short_vi as document_vi, d.short_en as document_en, d.issued_on, d.completeness, cc.label_vi as completeness_vi, cc.label_en as completeness_en,
    t.indicator_id, i.label_vi as indicator_vi, i.label_en as indicator_en,
    i.family_id, f.label_vi as family_vi, f.label_en as family_en, f.position as family_position,
    i.theme_id, th.label_vi as theme_vi, th.label_en as theme_en,
    t.kind, k.label_vi as kind_vi, k.label_en as kind_en, i.direction,
    t.base_id, b.label_vi as base_vi, b.label_en as base_en,
    t.standard_id, s.label_vi as standard_vi, s.label_en as standard_en,
    t.period_start, t.horizon, t.operator, o.label_vi as operator_vi, o.label_en as operator_en,
    o.template_vi, o.template_en, o.shape, t.verbal, t.low, t.high,
    o.low_closed and t.low is not null as low_closed, o.high_closed and t.high is not null as high_closed,
    t.measure_id, m.label_vi as measure_vi, m.label_en as measure_en, m.symbol_vi, m.symbol_en,
    t.wording, t.place, t.parent_id, t.modality, mo.label_vi as modality_vi, mo.label_en as modality_en,
    t.role, ro.label_vi as role_vi, ro.label_en as role_en, t.note, t.note_en,
    starts_with(t.target_id, 'own-') as is_own, og.label_vi as origin_vi, og.label_en as origin_en,
    t.publication_id, p.label_vi as source_vi, p.label_en as source_en, coalesce(p.url, d.url) as url, p.publisher
from target t
join unit u using (unit_id)
join document d on d.document_id = t.document_id
join indicator i on i.indicator_id = t.indicator_id
join family f on f.family_id = i.family_id
join theme th on th.theme_id = i.theme_id
join base b on b.base_id = t.base_id
left join standard s on s.standard_id = t.standard_id
join operator o on o.operator_id = t.operator
join measure m on m.measure_id = t.measure_id
join code k on k.list_id = 'kind' and k.code = t.kind
join code mo on mo.list_id = 'modality' and mo.code = t.modality
join code ro on ro.list_id = 'role' and ro.code = t.role
join code cc on cc.list_id = 'completeness' and cc.code = d.completeness
join code og on og.list_id = 'origin' and og.code = if(starts_with(t.target_id, 'own-'), 'own', 'published')
left join publication p on p.publication_id = t.publication_id
