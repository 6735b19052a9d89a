-- The indicators that everybody reports on, three of each question: two of its leading kind, one nested in the other, and a flow where it has one.
with kinds as (
    select *, if(kind like 'flow%', 1, 0) as is_flow,
        row_number() over (partition by family_id, kind order by indicator_id not in ('htx-stock', 'tht-stock', 'org-quality-share'), indicator_id) as of_kind,
        first_value(kind) over (partition by family_id order by kind not in ('stock', 'share'), kind desc) as main_kind
    from indicator
),
ranked as (
    select *, row_number() over (
        partition by family_id
        order by case when kind = main_kind and of_kind < 3 then 0 when is_flow = 1 and of_kind = 1 then 1 else 2 end, kind desc, of_kind
    ) as place
    from kinds
),
taken as (
    select ranked.* from ranked join family using (family_id)
    order by (place + 2) // 3, position::int, place limit (select indicators from size)
)
select
    t.*, row_number() over (order by t.indicator_id) - 1 as nth, m.symbol_vi,
    if(t.place = 2 and t.kind = w.kind and t.kind <> 'flow_annual', w.indicator_id, null) as inner_of
from taken t
join measure m using (measure_id)
left join taken w on w.family_id = t.family_id and w.place = 1
