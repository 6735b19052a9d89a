"""The rows of a file as entries, one a line of a table: wide tables melted, headings and totals within the table told apart from figures."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from loaders.intake import plain
from loaders.intake.cells import Book, Cell
from loaders.intake.draft import Place
from loaders.intake.layout import PLAN, Layout, Year
from loaders.intake.phrases import folded
from loaders.intake.review import NO_CELL, Entry, Review
from loaders.intake.unread import says_absent

# A field of the schema as a form's heading names it -> the field that a reader fills in.
FIELDS = {
    "unit_id": "unit", "indicator_id": "indicator", "base_id": "base", "standard_id": "standard", "measure_id": "measure", "as_of_on": "date",
    "period_start_on": "period_start", "label_vi": "source", "document_id": "document", "theme_id": "theme", "parent_id": "parent",
    "summary_vi": "summary", "as_of_precision": "precision",
}  # fmt: skip
VALUES = ("value", "low", "high")
# Tables whose lines need a value; what a line of the others needs.
NEEDED = {
    "observation": VALUES,
    "target": VALUES,
    "commitment": ("summary",),
    "unit": ("name", "unit"),
    "document": ("document", "title", "number"),
}
_TOTALS = ("tong cong", "tong so", "tong", "cong", "total", "grand total", "tong cong toan tinh", "chung", "toan tinh", "toan huyen")
# Numbers of rows, and what a form says of the figures that it asks for.
UNUSED = ("row_number", "purpose", "target_ids", "wanted_on")
# Line -> field -> the words that the reader put in its place.
Edits = Mapping[str, Mapping[str, str]]


def entries(book: Book, layouts: list[Layout], review: Review, edits: Edits) -> Iterator[Entry]:
    """Yield every line of every table, sheet by sheet, row by row; whatever else a sheet holds is noted with the reason."""
    told: dict[str, set[int]] = {}
    for layout in layouts:
        told.setdefault(layout.sheet.name, set()).update(range(layout.first_row, layout.last_row + 1))
        for row in layout.header_rows:
            told[layout.sheet.name].add(row)
            review.leave(layout.sheet.name, row + 1, "intake.left.headings")
        yield from _lines(layout, review, edits)
    for sheet in book.sheets:
        mine = [layout for layout in layouts if layout.sheet.name == sheet.name]
        for number, cells in enumerate(sheet.rows):
            if number in told.get(sheet.name, ()) or not any(cell.printed or cell.fault for cell in cells):
                continue
            before = mine and number < min(layout.first_row for layout in mine)
            reason = "intake.left.title" if before else "intake.left.closing" if mine else "intake.left.no_table"
            review.leave(sheet.name, number + 1, reason)


def _lines(layout: Layout, review: Review, edits: Edits) -> Iterator[Entry]:
    context = dict(layout.context)
    columns = _columns(layout)
    headings = {name: layout.headings.get(place, "") for name, places_ in columns.items() for place in places_[:1]}
    for number in range(layout.first_row, min(layout.last_row + 1, len(layout.sheet.rows))):
        row = layout.sheet.rows[number]
        filled = [cell for cell in row if cell.printed or cell.fault]
        if not filled:
            continue
        cells = {name: cell for name, where in columns.items() if (cell := _first(row, where)).printed or cell.fault}
        spread = [row[place] for place in (*layout.years, *layout.across) if place < len(row)]
        if _is_total(row):
            review.leave(layout.sheet.name, number + 1, "intake.left.total")
        elif not _has_content(layout.table, cells, spread):
            _left_out(layout, number, cells, filled, context, review)
        else:
            yield from _melted(layout, number, cells, headings, context, edits, review)


def _columns(layout: Layout) -> dict[str, list[int]]:
    """Field -> its columns, a column of ids before one of words."""
    found: dict[str, list[int]] = {}
    for name, place in layout.columns.items():
        field = FIELDS.get(name, name)
        if field in UNUSED:
            continue
        found.setdefault(field, [])
        found[field].insert(0 if name in FIELDS else len(found[field]), place)
    for place, heading in layout.headings.items():
        # A plain form has its columns of ids under the schema's own names.
        if heading in FIELDS and place not in layout.columns.values():
            found.setdefault(FIELDS[heading], []).insert(0, place)
    return found


def _first(row: tuple[Cell, ...], columns: list[int]) -> Cell:
    return next((row[place] for place in columns if place < len(row) and (row[place].printed or row[place].fault)), NO_CELL)


def _is_total(row: tuple[Cell, ...]) -> bool:
    first = next((cell.printed for cell in row if cell.printed and not cell.printed.strip(". ").isdigit()), "")
    return folded(first).strip(" :.") in _TOTALS


def _is_there(cell: Cell) -> bool:
    return bool(cell.fault) or not says_absent(folded(cell.printed))


def _has_content(table: str, cells: Mapping[str, Cell], spread: list[Cell]) -> bool:
    named = [cells[name] for name in NEEDED[table] if name in cells]
    return any(_is_there(cell) for cell in (*named, *spread))


def _left_out(layout: Layout, number: int, cells: Mapping[str, Cell], filled: list[Cell], context: dict[str, str], review: Review) -> None:
    """A row without a value: a heading of what follows (which may name the place), or a line that says that there is none."""
    words = [cell.printed for cell in filled if not cell.printed.strip(". ").isdigit()]
    if len(words) == 1 and "unit" not in layout.columns and review.named(words[0]):
        context["unit"] = words[0]
    is_heading = len(words) <= 1 and not any(name in cells for name in VALUES)
    review.leave(layout.sheet.name, number + 1, "intake.left.heading" if is_heading else "intake.left.no_value")


def _melted(
    layout: Layout,
    number: int,
    cells: dict[str, Cell],
    headings: Mapping[str, str],
    context: Mapping[str, str],
    edits: Edits,
    review: Review,
) -> Iterator[Entry]:
    """The line of a row, or one for each of its columns of years or of indicators."""
    name, row = layout.sheet.name, layout.sheet.rows[number]
    line_id = f"{name}#{number + 1}"
    place = Place(name, number + 1)
    if not (layout.years or layout.across) or any(_is_there(cells[value]) for value in VALUES if value in cells):
        yield _entry(line_id, layout.table, place, cells, headings, context, None, edits, review)
    for column, year in layout.years.items():
        cell = row[column] if column < len(row) else NO_CELL
        if not _is_there(cell):
            if cell.printed:
                review.leave(name, number + 1, "intake.left.no_value")
            continue
        table = "target" if year.says == PLAN else layout.table
        titled = {**headings, "value": layout.headings.get(column, "")}
        yield _entry(f"{line_id}#{column + 1}", table, place, {**cells, "value": cell}, titled, context, year, edits, review)
    for column, each in layout.across.items():
        cell, heading = row[column] if column < len(row) else NO_CELL, layout.headings[column]
        if not _is_there(cell):
            review.leave(name, number + 1, "intake.left.no_value")
            continue
        table = "target" if each.year and each.year.says == PLAN else layout.table
        said = {"indicator": each.words, "measure": each.measure, "date": each.dated if table == "observation" else ""}
        own = {"value": cell, **{field: Cell(words) for field, words in said.items() if words}}
        titled, at = {**headings, **dict.fromkeys(own, heading)}, replace(place, column=heading)
        yield _entry(f"{line_id}#{column + 1}", table, at, {**cells, **own}, titled, context, each.year, edits, review)


def _entry(
    line_id: str,
    table: str,
    place: Place,
    cells: dict[str, Cell],
    headings: Mapping[str, str],
    context: Mapping[str, str],
    year: Year | None,
    edits: Edits,
    review: Review,
) -> Entry:
    mended = {field: plain.cell(words) for field, words in edits.get(line_id, {}).items()}
    if year and "date" not in cells and table == "observation":
        cells = {**cells, "date": Cell(headings["value"])}
    if year and "horizon" not in cells and table == "target":
        cells = {**cells, "horizon": Cell(str(year.on.year))}
    entry = Entry(line_id, table, place, {**cells, **mended}, headings, dict(context), year, frozenset(mended), line_id in review.dropped)
    if not entry.is_dropped:
        for field, cell in entry.cells.items():
            if cell.fault:
                review.fault(entry, field, cell.fault)
    return entry
