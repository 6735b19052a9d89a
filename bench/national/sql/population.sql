-- One current figure a unit.
select
    'dan-so-' || unit_id as population_id, unit_id, 'population-average' as concept, 5000 + nth * 37 as persons, null as absence_reason_id,
    date '2024-12-31' as as_of_on, 'year' as as_of_precision, 'final' as status, 'reported' as method, 'high' as confidence, true as is_current,
    'nguon-1' as publication_id, null as wording, null as note, null as note_en
from unit
