-- Five sources that publish every year, the fifth only lately.
select
    format('nguon-{}', n) as publication_id, format('Nguồn thử {}', n) as label_vi, format('Made-up source {}', n) as label_en,
    format('Nơi công bố thử {}', n) as publisher, null as url, date '2026-08-01' as published_on, null as published_text, 'vi' as language,
    'Không có thật.' as note, 'Made up.' as note_en, ['statistics', 'alliance', 'planning', 'agriculture', 'press'][n] as compiler
from range(1, 6) r(n)
