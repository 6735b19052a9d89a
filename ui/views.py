"""What stands on a page under the reader's choices, as a view: for the page itself, for files, and for slides that open it again by its address."""

from urllib.parse import urlencode

import pandas as pd

from exports import columns, views
from exports.view import View
from loaders import comparison, consistency, lenses, overview, scorecard, scorecard_lens
from loaders import pathway as paths
from loaders.consistency import Choice as Findings
from loaders.records import records
from loaders.scorecard_lens import Choice
from loaders.selection import Selection
from loaders.stating import own_figures, with_own
from loaders.texts import LANGUAGES, texts
from ui import assessed, database
from ui.keeping import kept
from ui.picture import WORDS, Picture, picture

COUNTRY = "viet-nam"
STATED, TODAY = "stated", "hien-nay"
BY_UNIT, BY_QUESTION = "don-vi", "cau-hoi"
OFF = "khong"


def address(path: str, lang: str, **chosen: object) -> str:
    """Return path and query of a page under what is chosen (`_` in a name stands for `-`); what is not chosen is left out."""
    query = {name.replace("_", "-"): value for name, value in chosen.items() if value not in (None, "", (), [])}
    if lang != LANGUAGES[0]:
        query["lang"] = lang
    return f"/{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")


def _targets(ids: str, lang: str) -> pd.DataFrame:
    """The targets of these ids (joined by `;`) as rows of `target_row` with `stated`, in the order of the view."""
    return database.targets(tuple(ids.split(";")), lang)


def _said(lang: str, *pairs: tuple[str, object]) -> str:
    """Choices in words: title and value, those without a value left out."""
    words = texts(lang)
    return " · ".join(f"{words[title]}: {value}" for title, value in pairs if value) or words["filter.none"]


@kept(max_entries=20)
def coverage(lang: str) -> View:
    """Return the coverage matrix. Its rows go home as words, one row a question."""
    words = texts(lang)
    cells = overview.cells(database.matrix(), lang, words["horizon.annual_short"])
    table = overview.as_table(cells, words["column.family"])
    documents = database.rows("target_row", Selection(units=database.usual() or tuple(database.locality_names(lang))), lang)
    names = {state: words[f"state.{state}"] for state in cells["state"].unique()} | {"empty": words["empty"]}
    version = database.package().version
    source = words["compare.source"].format(documents=", ".join(dict.fromkeys(documents[f"document_{lang}"])), version=version)
    if own := own_figures(documents):
        source = f"{source} {overview.OWN} {with_own('', own, lang).strip()}"
    return View(
        page="coverage",
        lang=lang,
        address=address("", lang),
        title=words["overview.title"],
        subtitle=words["overview.key"],
        source=source,
        filters=words["filter.none"],
        method=(),
        rows=cells,
        table=table,
        titles={name: name for name in table.columns},
        wording=views.wording(documents, lang),
        sources=views.sources(documents, lang=lang),
        spoken=overview.spoken(cells, words["overview.alt"]),
        version=version,
        draw=views.draw("coverage", cells, names, lang),
        targets=documents[columns.columns("target_row", lang)],
        own=own,
    )


@kept(max_entries=300)
def compare(family: str, units: tuple[str, ...], lens: str, years: int | None, today: bool, lang: str) -> View:
    """Return one question across localities, as stated or through a lens, by former units or today's."""
    words, version = texts(lang), database.package().version
    questions = database.families()
    name = dict(zip(questions["family_id"], questions[f"label_{lang}"], strict=True))[family]
    seen = database.lensed(family, units, lens, years, today, lang)
    plain = lens == STATED
    table = database.panels(family, units, lang) if plain else database.beside(family, units, lens, years, lang)
    more = {} if plain else {field: words[title] for field, title in lenses.COLUMNS.items()}
    title = " · ".join(filter(None, [name, "" if plain else lenses.labels(lang)[lens], words["boundary.title"] if today else ""]))
    arithmetic, left_out = ([], []) if plain else lenses.said(seen)
    drawn, own = {**words, **comparison.chart_words(title, words[f"lens.what.{lens}"], seen.rows, words, version)}, own_figures(table)
    drawn["source"] = with_own(drawn["source"], own, lang)
    titles = columns.titles("target_row", lang, words) | more
    shown = ", ".join(database.locality_names(lang)[unit] for unit in units)
    return View(
        page="compare",
        lang=lang,
        address=address(
            "so-sanh",
            lang,
            cau_hoi=family,
            dia_phuong=units,
            thau_kinh="" if plain else lens,
            so_nam=years,
            dia_gioi=TODAY if today else "",
        ),
        title=title,
        subtitle=drawn["subtitle"],
        source=drawn["source"],
        filters=_said(
            lang,
            ("compare.question", name),
            ("filter.units", shown),
            ("lens.label", "" if plain else lenses.labels(lang)[lens]),
            ("boundary.label", words["boundary.now"] if today else ""),
        ),
        method=(*arithmetic, *left_out),
        rows=seen.rows,
        table=table[list(titles)],
        titles=titles,
        wording=views.wording(table, lang),
        sources=views.sources(table, lang=lang),
        spoken=comparison.spoken(seen.rows, title),
        version=version,
        draw=views.draw("compare", seen.rows, drawn, lang),
        own=own,
    )


@kept(max_entries=300)
def progress(choice: Choice, lang: str) -> View:
    """Return goals against realized values, of one unit or of one question, as stated or through a lens."""
    words, version = texts(lang), database.package().version
    card, seen, table = assessed.card(choice.tolerance, lang, choice), assessed.results(choice, lang), assessed.verdict_lines(choice, lang)
    name = database.labels(lang)["families" if choice.by_question else "units"][choice.chosen]
    lens = "" if choice.lens == STATED else lenses.labels(lang)[choice.lens]
    title = " · ".join(filter(None, (name, lens)))
    method = assessed.methods(lang)[choice.method]
    named = scorecard.chart_words(card, title, seen.rows, method, choice.verdicts, version)
    targets, own = _targets(";".join(seen.rows["target_ids"]), lang), own_figures(seen.rows, table)
    named["source"] = with_own(named["source"], own, lang)
    more = {column: words[text_id] for column, text_id in scorecard_lens.COLUMNS.items()} if lens else {}
    titles = columns.titles("verdict_row", lang, words) | more
    arithmetic, left_out = lenses.said(seen) if lens else ([], [])
    if choice.by_question:
        where = {"theo": BY_QUESTION, "cau_hoi": choice.chosen}
    else:
        where = {"don_vi": "" if choice.chosen == COUNTRY else choice.chosen}
    return View(
        page="progress",
        lang=lang,
        address=address(
            "thuc-hien",
            lang,
            **where,
            phuong_phap="" if choice.method == scorecard.PRESCRIBED else choice.method,
            dung_sai="" if choice.tolerance == scorecard_lens.USUAL_MARGIN else round(choice.tolerance * 100),
            cung_truc="" if choice.shared or not choice.by_question else OFF,
            thau_kinh=choice.lens if lens else "",
            ket_luan=choice.verdicts,
        ),
        title=title,
        subtitle=named["subtitle"],
        source=named["source"],
        filters=_said(
            lang,
            ("compare.question" if choice.by_question else "pathway.unit", name),
            ("progress.method", method),
            ("column.tolerance", scorecard.percent(choice.tolerance, lang)),
            ("lens.label", lens),
            ("column.verdict", ", ".join(card.names[verdict] for verdict in choice.verdicts)),
        ),
        method=(*scorecard.equations(seen.rows), *arithmetic, *left_out),
        rows=seen.rows,
        table=table[list(titles)],
        titles=titles,
        wording=views.wording(targets, lang),
        sources=views.sources(targets, lang=lang) + views.sources(table, lang=lang, parts=("value_", "baseline_")),
        spoken=scorecard.spoken(f"{title} – {words['page.progress']}", seen.rows, words["progress.baseline"]),
        version=version,
        draw=views.draw("progress", seen.rows, {**words, **named}, lang),
        targets=targets[columns.columns("target_row", lang)],
        own=own,
    )


@kept(max_entries=300)
def pathway(unit: str, indicator: str, lens: bool, lang: str) -> View:
    """Return one indicator of one unit through time; what goes home are the figures, or the targets where there are none."""
    words, facts = texts(lang), database.pathways(unit, lang)
    path = facts.path(indicator)
    kind, home = ("observation_row", path.points) if len(path.points) else ("target_row", path.targets)
    titles, own = columns.titles(kind, lang, words), own_figures(path.points, path.targets)
    drawn = {**path.words, "source": with_own(path.words["source"], own, lang)}
    return View(
        page="pathway",
        lang=lang,
        address=address("lo-trinh", lang, don_vi="" if unit == COUNTRY else unit, chi_tieu_lt=indicator, nhip="" if lens else OFF),
        title=path.words["title"],
        subtitle=path.words["subtitle"],
        source=drawn["source"],
        filters=_said(lang, ("pathway.unit", database.labels(lang)["units"][unit]), ("pathway.indicator", facts.indicators[indicator])),
        method=tuple(path.said) if lens else (),
        rows=pd.concat([path.points, path.goals, *([path.lenses] if lens else []), facts.breaks], ignore_index=True),
        table=home[list(titles)],
        titles=titles,
        wording=views.wording(path.targets, lang),
        sources=views.sources(path.points, path.targets, lang=lang),
        spoken=paths.spoken(path, facts.breaks, words["pathway.kept"].lower()),
        version=database.package().version,
        draw=views.draw_path(path.points, path.goals, drawn, lang, lenses=path.lenses if lens else None, breaks=facts.breaks),
        targets=path.targets[columns.columns("target_row", lang)],
        own=own,
    )


@kept(max_entries=300)
def checks(choice: Findings, lang: str) -> View:
    """Return what the plans' own numbers say of each other."""
    words, facts, version = texts(lang), assessed.checks(choice.units), database.package().version
    cells = consistency.cells(facts, choice, lang, words["checks.none"])
    found, own = consistency.chosen(facts, choice), own_figures(facts.findings)
    drawn = {**consistency.chart_words(facts, words, lang, version), "empty": words["empty"]}
    drawn["source"] = with_own(drawn["source"], own, lang)
    titles = columns.titles("consistency", lang, words)
    targets = _targets(";".join(found["target_ids"]), lang)
    named = {
        "filter.units": (facts.units, "unit_id", "short", choice.units),
        "checks.rule": (facts.rules, "rule_id", "label", choice.rules),
        "checks.outcome": (facts.outcomes, "outcome_id", "label", choice.outcomes),
    }
    chosen = [(title, ", ".join(frame[frame[key].isin(ids)][f"{label}_{lang}"])) for title, (frame, key, label, ids) in named.items()]
    return View(
        page="checks",
        lang=lang,
        address=address("kiem-tra", lang, dia_phuong=choice.units, quy_tac=choice.rules, ket_luan=choice.outcomes),
        title=words["checks.title"],
        subtitle=consistency.sentence(facts, words, lang),
        source=drawn["source"],
        filters=_said(lang, *chosen),
        method=tuple(f"{row[f'unit_{lang}']}, {row[f'label_{lang}']}: {row[f'arithmetic_{lang}']}" for row in records(found)),
        rows=cells,
        table=found[list(titles)],
        titles=titles,
        wording=views.wording(targets, lang),
        sources=views.sources(targets, lang=lang),
        spoken=consistency.spoken(cells, words["checks.alt"]),
        version=version,
        draw=views.draw("checks", cells, drawn, lang),
        targets=targets[columns.columns("target_row", lang)],
        own=own,
    )


@kept(max_entries=400, hash_funcs={View: lambda view: (view.address, view.lang)})
def drawn(view: View, dark: bool, wide: bool) -> Picture:
    """Return the view's figure ready for the page, kept; never changed in place."""
    return ready(view, dark, wide)


def ready(view: View, dark: bool, wide: bool) -> Picture:
    """Return the view's figure made ready for the page."""
    figure, words = view.draw(dark=dark, wide=wide), {name: texts(view.lang)[text_id] for name, text_id in WORDS.items()}
    return picture(figure, about=view.title, spoken=view.spoken, words=words, config=views.options(view.lang), where=view.address)
