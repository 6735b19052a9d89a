-- The country, provinces, the 52 that 23 of them were made of, communes. Every name says that the place is made up.
with place as (
    select 'viet-nam' as unit_id, 0 as position, 'Việt Nam' as vi, 'Viet Nam' as en, 'country' as level, null as parent_id,
        null::date as valid_from, null::date as valid_to, 'country' as role
    union all
    select format('tinh-{:02d}', n), n, format('Tỉnh thử {:02d}', n), format('Made-up province {:02d}', n), 'province', 'viet-nam',
        if(n <= 23, date '2025-07-01', null), null, 'locality'
    from size, range(1, provinces + 1) r(n)
    union all
    select format('tinh-cu-{:02d}', n), 1000000 + n, format('Tỉnh cũ thử {:02d}', n), format('Made-up former province {:02d}', n), 'province', 'viet-nam',
        null, date '2025-06-30', 'context'
    from range(1, 53) r(n) where 1 + (n - 1) % 23 <= (select provinces from size)
    union all
    select format('xa-{:04d}', n), 100 + n, format('Xã thử {:04d}', n), format('Made-up commune {:04d}', n), 'commune',
        format('tinh-{:02d}', 1 + (n - 1) % provinces), date '2025-07-01', null, 'locality'
    from size, range(1, communes + 1) r(n)
)
select
    unit_id, position, vi as label_vi, en as label_en, vi as short_vi, en as short_en, level,
    case level when 'country' then 'quốc gia' when 'province' then 'tỉnh' else 'xã' end as type_vi, level as type_en, parent_id, valid_from, valid_to, role,
    if(level = 'country', null, 'Nơi không có thật, để đo tốc độ.') as note, if(level = 'country', null, 'Made up, to measure speed.') as note_en,
    row_number() over (order by position) - 1 as nth
from place
