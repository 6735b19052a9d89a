-- One plan a unit.
select
    'ke-hoach-' || unit_id as document_id, unit_id, nth + 1 as position, 'Kế hoạch thử của ' || label_vi as label_vi, 'Made-up plan of ' || label_en as label_en,
    format('Kế hoạch thử {}', nth) as short_vi, format('Made-up plan {}', nth) as short_en, format('{}/KH-thử', nth) as number, date '2021-03-01' as issued_on,
    label_vi as issuer_vi, label_en as issuer_en, 'kế hoạch' as type_vi, 'plan' as type_en, 2021 as period_start, 'annual;2025;2030;2035;2040;2045' as horizons,
    null as implements_vi, null as implements_en, if(nth % 10 = 9, 'excerpt', 'full') as completeness, null as text_file, null as url, null as publication_id,
    null as absence_reason_id, null as note, null as note_en
from unit
