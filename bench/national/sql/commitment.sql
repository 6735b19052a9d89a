-- One promise in words a unit.
select
    'loi-hua-' || unit_id as commitment_id, unit_id, 'ke-hoach-' || unit_id as document_id, theme_id, family_id, 2030 as horizon,
    'Lời hứa thử, không có thật' as summary_vi, 'A made-up promise' as summary_en, 'Mục II' as place
from unit join (select distinct family_id, theme_id from chosen qualify row_number() over (order by family_id) = 1) on true
where unit.role <> 'context'
