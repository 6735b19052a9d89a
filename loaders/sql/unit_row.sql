-- Grain: one row per administrative unit or area, former ones and today's, with every label in both languages.
-- Reads: unit, code, unit_successor.
-- Nulls: parent where there is none; valid_from, valid_to where not bounded by 1 July 2025; successor_ids where nothing followed.
-- Units: none; successor_ids are joined by semicolons.
-- Why:   a figure published after 1 July 2025 under an old name may describe another territory.
select
    u.unit_id, u.short_vi as unit_vi, u.short_en as unit_en, u.label_vi as name_vi, u.label_en as name_en, u.position as unit_position,
    u.level, l.label_vi as level_vi, l.label_en as level_en, u.type_vi, u.type_en,
    u.role as unit_role, r.label_vi as unit_role_vi, r.label_en as unit_role_en,
    u.parent_id as parent_unit_id, u.valid_from, u.valid_to,
    (select string_agg(s.successor_id, ';' order by s.successor_id) from unit_successor s where s.unit_id = u.unit_id) as successor_ids,
    u.note, u.note_en
from unit u
join code l on l.list_id = 'level' and l.code = u.level
join code r on r.list_id = 'unit_role' and r.code = u.role
