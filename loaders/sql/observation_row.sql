-- Grain: one row per observation, with every label in both languages.
-- Reads: observation, unit, indicator, family, theme, base, standard, operator, measure, code, publication.
-- Nulls: low or high where open; standard, url and date of publication where there is none.
-- Units: measure_id; percentages are 0-100.
-- Why:   the row that people read on screen, search and take home.
select
    ob.observation_id, ob.unit_id, u.short_vi as unit_vi, u.short_en as unit_en, u.position as unit_position, u.role as unit_role,
    ob.indicator_id, i.label_vi as indicator_vi, i.label_en as indicator_en,
    i.family_id, f.label_vi as family_vi, f.label_en as family_en, f.position as family_position,
    i.theme_id, th.label_vi as theme_vi, th.label_en as theme_en,
    ob.kind, k.label_vi as kind_vi, k.label_en as kind_en,
    ob.base_id, b.label_vi as base_vi, b.label_en as base_en,
    ob.standard_id, s.label_vi as standard_vi, s.label_en as standard_en,
    ob.operator, o.label_vi as operator_vi, o.label_en as operator_en, o.template_vi, o.template_en, o.shape, ob.low, ob.high,
    ob.measure_id, m.label_vi as measure_vi, m.label_en as measure_en, m.symbol_vi, m.symbol_en,
    ob.period_start_on, ob.as_of_on, year(ob.as_of_on) as horizon,
    ob.as_of_precision, pr.label_vi as precision_vi, pr.label_en as precision_en,
    ob.territory, te.label_vi as territory_vi, te.label_en as territory_en,
    ob.status, st.label_vi as status_vi, st.label_en as status_en,
    ob.method, me.label_vi as method_vi, me.label_en as method_en,
    ob.confidence, co.label_vi as confidence_vi, co.label_en as confidence_en,
    ob.compiler, cp.label_vi as compiler_vi, cp.label_en as compiler_en,
    ob.is_current, ob.wording, ob.publication_id, p.label_vi as source_vi, p.label_en as source_en, p.publisher, p.published_on, p.url,
    ob.note, ob.note_en, starts_with(ob.observation_id, 'own-') as is_own, og.label_vi as origin_vi, og.label_en as origin_en
from observation ob
join unit u using (unit_id)
join indicator i on i.indicator_id = ob.indicator_id
join family f on f.family_id = i.family_id
join theme th on th.theme_id = i.theme_id
join base b on b.base_id = ob.base_id
left join standard s on s.standard_id = ob.standard_id
join operator o on o.operator_id = ob.operator
join measure m on m.measure_id = ob.measure_id
join code k on k.list_id = 'kind' and k.code = ob.kind
join code pr on pr.list_id = 'precision' and pr.code = ob.as_of_precision
join code te on te.list_id = 'territory' and te.code = ob.territory
join code st on st.list_id = 'status' and st.code = ob.status
join code me on me.list_id = 'method' and me.code = ob.method
join code co on co.list_id = 'confidence' and co.code = ob.confidence
join code cp on cp.list_id = 'compiler' and cp.code = ob.compiler
join code og on og.list_id = 'origin' and og.code = if(starts_with(ob.observation_id, 'own-'), 'own', 'published')
join publication p on p.publication_id = ob.publication_id
