-- Grain: one row per document, with every label in both languages.
-- Reads: document, unit, code, publication, absence_reason.
-- Nulls: number and day of issue where the text has none, and why in absence_reason_id; url and source where there is none.
-- Units: none; document_horizons are joined by semicolons.
-- Why:   who issued what, when, and how complete the text is that was read.
select
    d.document_id, d.unit_id, u.short_vi as unit_vi, u.short_en as unit_en, d.position as document_position,
    d.short_vi as document_vi, d.short_en as document_en, d.label_vi as name_vi, d.label_en as name_en, d.number, d.issued_on,
    d.issuer_vi, d.issuer_en, d.type_vi, d.type_en, d.period_start, d.horizons as document_horizons, d.implements_vi, d.implements_en,
    d.completeness, c.label_vi as completeness_vi, c.label_en as completeness_en,
    d.absence_reason_id, a.label_vi as absence_reason_vi, a.label_en as absence_reason_en,
    d.publication_id, p.label_vi as source_vi, p.label_en as source_en, p.publisher, coalesce(d.url, p.url) as url, d.note, d.note_en
from document d
join unit u on u.unit_id = d.unit_id
join code c on c.list_id = 'completeness' and c.code = d.completeness
left join publication p on p.publication_id = d.publication_id
left join absence_reason a on a.absence_reason_id = d.absence_reason_id
