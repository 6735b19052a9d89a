-- Grain: one row per commitment in words, with every label in both languages.
-- Reads: commitment, unit, document, theme, family, code.
-- Nulls: family and horizon where the text names none.
-- Units: none.
-- Why:   qualitative commitments bind too and stand beside the numbers.
select
    c.commitment_id, c.unit_id, u.short_vi as unit_vi, u.short_en as unit_en, u.position as unit_position, u.role as unit_role,
    c.document_id, d.short_vi as document_vi, d.short_en as document_en,
    c.theme_id, th.label_vi as theme_vi, th.label_en as theme_en,
    c.family_id, f.label_vi as family_vi, f.label_en as family_en, f.position as family_position,
    c.horizon, c.summary_vi, c.summary_en, c.place,
    starts_with(c.commitment_id, 'own-') as is_own, og.label_vi as origin_vi, og.label_en as origin_en
from commitment c
join unit u using (unit_id)
join document d on d.document_id = c.document_id
join theme th on th.theme_id = c.theme_id
join code og on og.list_id = 'origin' and og.code = if(starts_with(c.commitment_id, 'own-'), 'own', 'published')
left join family f on f.family_id = c.family_id
