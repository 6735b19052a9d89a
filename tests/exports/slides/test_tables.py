"""The matrices as native tables: every cell of the figure, in signs and words."""

SIGNS = {"words_only": "“ ”", "not_mentioned": "–", "text_not_available": "?"}


def test_every_question_and_locality_has_its_cell(coverage, deck, lang):
    view = coverage(lang)
    shown = deck(view)
    lines = {line[0]: line[1:] for table in shown.tables for line in table[1:]}
    heads = [head.split(" ", 1)[1] for head in shown.tables[0][0][1:]]
    assert set(lines) == set(view.rows["family_label"])
    for row in view.rows.to_dict("records"):
        cell = lines[row["family_label"]][heads.index(row["unit_label"])]
        if row["state"] == "number":
            assert cell == row["horizons"]
        else:
            assert cell == f"{SIGNS[row['state']]} {row['horizons']}".strip()
    for number in range(len(shown.tables)):
        assert [words for words in view.rows["state_label"].unique() if words not in shown.text(number)] == []


def test_yen_bai_has_numbers_for_three_horizons_and_hai_duong_s_text_lacks_some(coverage, deck):
    lines = {line[0]: line[1:] for table in deck(coverage("vi")).tables for line in table[1:]}
    assert lines["Xếp loại khá, tốt"] == ["2025", "2030", "2030 · 2045", "2025 · 2030 · 2045", "2024"]
    assert lines["Bảo hiểm"][1] == "?"


def test_a_long_matrix_goes_on_on_a_next_slide_with_its_heads(coverage, deck):
    tables = deck(coverage("vi")).tables
    assert len(tables) > 1
    assert len({tuple(table[0]) for table in tables}) == 1


def test_every_rule_and_unit_has_its_findings(checks, deck, lang):
    view = checks(lang)
    shown = deck(view)
    [table] = shown.tables
    lines = {line[0]: line[1:] for line in table[1:]}
    heads = [head.split(" ", 1)[1] for head in table[0][1:]]
    for row in view.rows.to_dict("records"):
        sign = {"tension": "!", "information": "i", "consistent": "✓", "none": "–"}[row["outcome"]]
        cell = lines[row["rule_label"]][heads.index(row["unit_label"])]
        assert (f"{sign} {row['count']}" if row["outcome"] != "none" else sign) in cell.split("  ")
        assert f"{sign} {row['outcome_label']}" in shown.text(0)
