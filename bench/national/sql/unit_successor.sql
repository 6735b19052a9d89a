-- Each former province is wholly in one of today's.
select
    o.unit_id, n.unit_id as successor_id, date '2025-07-01' as effective_on, 'whole' as scope, 'Văn bản thử' as act_vi, 'Made-up act' as act_en,
    null as url, null as wording, null as note, null as note_en
from unit o
join unit n on n.unit_id = format('tinh-{:02d}', 1 + (o.position - 1000001) % 23)
where o.role = 'context'
