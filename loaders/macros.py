"""What the views write their sentences and equations with: macros of DuckDB."""

import re

import duckdb

from loaders.package import SHIPPED
from loaders.texts import LANGUAGES, texts

# The texts that views say.
WORDS = r"own\.mark|horizon\.annual|comparison\..*|finding\..*"

# Accent-free, case-free text, so that "hoà", "hòa" and "HOA" meet; DuckDB's strip_accents leaves Đ alone.
FOLD = r"""create macro fold(words) as
    strip_accents(replace(lower(nfc_normalize(regexp_replace(words, '\s+', ' ', 'g'))), 'đ', 'd'))"""

# What equations are written with: numbers as loaders.stating writes them, qualifiers, and years in which 31/12/2020 is 2021.0.
LETTERS = (
    "create macro number_en(x) as coalesce(replace(rtrim(rtrim(format('{:,.4f}', x), '0'), '.'), '-', '−'), '')",
    "create macro number_vi(x) as translate(number_en(x), ',.', '.,')",
    "create macro worded(template, low, high) as replace(replace(template, '{low}', low), '{high}', high)",
    # Figures of one's own say so, and after the per cent sign; of ids joined by `;`, one is enough.
    "create macro marked_vi(said, id) as said || if(starts_with(id, 'own-'), ' ' || own_mark_vi(), '')",
    "create macro marked_en(said, id) as said || if(starts_with(id, 'own-'), ' ' || own_mark_en(), '')",
    "create macro own_of(ids) as list_filter(string_split(ids, ';'), lambda id: starts_with(id, 'own-'))[1]",
    "create macro percent_first(said, mark) as replace(said, concat(' ', mark, '%'), concat('% ', mark))",
    "create macro in_vi(equation) as translate(replace(equation, own_mark_en(), own_mark_vi()), ',.', '.,')",
    "create macro decimal_year(day) as year(day) + dayofyear(day) / dayofyear(make_date(year(day), 12, 31))",
)

# A result of a calculation with printed numbers: its two ends, short (two decimals below ten, one above), and on which side they still
# hold once the qualifiers are respected: 1 both, 2 at least, 3 more than, 4 at most, 5 less than, 0 neither. Of a plain one only
# the numbers are shown. The others put it in words.
RESULTS = (
    "create macro short_number(x) as round(x, if(abs(x) < 10, 2, 1)) + 0",
    """create macro result(low, high, has_low, has_high, strict, about) as {
        'sign': if(abs(low - short_number(low)) + abs(high - short_number(high)) < 1e-9, '= ', '≈ '),
        'low': number_en(short_number(low)), 'high': number_en(short_number(high)), 'about': about,
        'side': case when has_low and has_high then 1 when has_low then if(strict, 3, 2) when has_high then if(strict, 5, 4) else 0 end}""",
    "create macro plain(low, high) as result(low, high, true, true, false, false)",
    "create macro span_en(r) as concat_ws(if(r.low[1] = '−', ' … ', '–'), r.low, nullif(r.high, r.low))",
    "create macro span_vi(r) as translate(span_en(r), ',.', '.,')",
    "create macro equals_en(r) as concat(r.sign, span_en(r))",
    "create macro equals_vi(r) as concat(r.sign, span_vi(r))",
    "create macro held_en(r) as case r.side when 1 then span_en(r) when 2 then r.low when 3 then r.low else r.high end",
    "create macro held_vi(r) as translate(held_en(r), ',.', '.,')",
)
# In each language: the bounds of a result in words, null where there are none, and what they add to its two ends.
SAID = (
    """create macro bounds_LANG(r) as format(
        ['{0}', finding_at_least_LANG(), finding_more_than_LANG(), finding_at_most_LANG(), finding_less_than_LANG()][r.side],
        if(r.about, format(finding_about_LANG(), held_LANG(r)), held_LANG(r)))""",
    """create macro that_is_LANG(r, unit) as case
        when r.side = 0 then ' (' || finding_open_ended_LANG() || ')' when r.side = 1 and not r.about then ''
        else format(finding_that_is_LANG(), bounds_LANG(r) || unit) end""",
)


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what every view may be written with: `fold`, and each of WORDS as a macro, `finding.parts.rest` as `finding_parts_rest_vi()`.

    A package that brings no such words speaks the shipped ones. A look-up in every sentence would cost more than the sentences.
    """
    connection.execute(FOLD)
    for lang in LANGUAGES:
        brought = connection.execute(f'select text_id, {lang} from "text"').fetchall()
        for text_id, words in {**texts(lang, SHIPPED), **dict(brought)}.items():
            if re.fullmatch(WORDS, text_id):
                quoted = words.replace("'", "''")
                connection.execute(f"create macro {re.sub('[.-]', '_', text_id)}_{lang}() as '{quoted}'")


def create_equations(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what the views that judge are written with besides."""
    for macro in (*LETTERS, *RESULTS, *(said.replace("LANG", lang) for lang in LANGUAGES for said in SAID)):
        connection.execute(macro)
