"""The problems of a draft as a table to work through."""

import pandas as pd

from loaders.intake.draft import ASKS, Draft
from loaders.intake.review import ranges
from loaders.texts import texts

# Column -> the text_id of its title.
TITLES = {
    "sheet": "intake.column.sheet",
    "row": "intake.column.row",
    "column": "intake.column.column",
    "printed": "intake.column.printed",
    "message": "intake.column.message",
}


def problems_table(draft: Draft, lang: str) -> pd.DataFrame:
    """Return what is wrong in a file, then what is still to be asked: one row a place, in the file's order, titled in `lang`.

    Columns: sheet (empty for CSV), row as the spreadsheet shows it, the column's heading, what was read, what is wrong and how to mend it.
    An empty frame with titles when nothing is wrong. Source: the draft alone.
    """
    rows = [
        {
            "sheet": fault.place.sheet,
            "row": str(fault.place.row),
            "column": fault.place.column,
            "printed": fault.printed,
            "message": fault.message(lang),
        }
        for fault in sorted(draft.faults)
    ]
    open_rows = {(line.place.sheet, line.place.row) for line in draft.lines if line.state == ASKS}
    for question in draft.questions:
        if not open_rows & {(place.sheet, place.row) for place in question.places}:
            continue
        first = question.places[0]
        options = "; ".join(each.label(lang) for each in question.options)
        where = ranges(place.row for place in question.places if place.sheet == first.sheet)
        rows.append(
            {"sheet": first.sheet, "row": where, "column": first.column, "printed": "", "message": f"{question.words(lang)} {options}"}
        )
    words = texts(lang)
    return pd.DataFrame(rows, columns=list(TITLES), dtype="str").rename(columns={name: words[text_id] for name, text_id in TITLES.items()})
