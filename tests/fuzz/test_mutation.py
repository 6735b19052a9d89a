"""Files broken on purpose, thousands of them: each ends in a draft or in a refusal with words, and nothing of it breaks the data."""

import io
import os
import zipfile
from random import Random

import pytest

from loaders import database
from loaders.intake.accept import accept, problems
from loaders.intake.cells import RefusedError
from loaders.intake.draft import Draft
from loaders.intake.files import read
from loaders.intake.reading import draft
from loaders.own import Own
from tests.fuzz import facts, files

TIMES = int(os.environ.get("FUZZ", "1"))
CASES = {"bytes": 400 * TIMES, "cells": 400 * TIMES, "archive": 200 * TIMES, "parts": 250 * TIMES}
BUILT = 6
HOSTILE = (
    "\u200b", "\u202e24", "\u2066x\u2069", "\x00", "\x07", "\ufeff", "\ufffd", "\u00ad", "e\u0301\u0301\u0301", "𝟚𝟜", "２４", "٢٤", "Ⅳ", "²",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "'; drop table target; --", "{value}", "{0}", "%s", "${jndi:ldap://x}", "\\", "../../etc/passwd",
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "\t24", "\r24", "24\n25", '"', '""', "'24",
    "NaN", "nan", "inf", "-Infinity", "∞", "1e308", "1e400", "9" * 20, "9" * 400, "-0", "0,0", "1.234", "1,234", "1.2.3", "1,,2", "٫5", "½", "24*", "(24)",
    "1/1/1900", "0/0/0000", "31/2/2024", "29/2/2023", "1/13/2024", "13/1/2024", "1/1/24", "45657", "31/12/9999", "hôm nay", "năm ngoái", "12/2024/1",
    "khoảng khoảng 5", "từ 5", "trên dưới 5", "5 - 4", "5 - 5", "60-70%-80", "100%", "101%", "-5%", "0,65", "đều", "không có", "chưa có", "-", "x",
    "Huyện Không Có", "Yên Bái", "Sơn Hạ", "Hải Phòng (mới)", "viet-nam", "own-x", "own-son-ha-htx-stock-2024-12-31", "son-ha", "none", "true", "#REF!",
    " ", "", "a" * 4_999, "a" * 5_001, "ă" * 300, "1 " * 200, "5 " + "%" * 150, "x" * 60 + "5", "http://", "javascript:alert(1)", "https://a.b/<x>",
)  # fmt: skip


def outcome(name: str, content: bytes) -> tuple[Draft, Own] | None:
    """What becomes of a file; None for a refused one. Whatever comes is held against the promises of the intake."""
    try:
        book = read(name, content)
    except RefusedError as refusal:
        said = [refusal.words(lang) for lang in ("vi", "en")]
    else:
        said = []
    if said:
        assert all(said)
        return None
    found = draft(book, facts.tables())
    check(found)
    return found, accepted(found)


def check(found: Draft) -> None:
    for fault in found.faults:
        assert fault.message_vi
        assert fault.message_en
        assert fault.place.row > 0
        assert fault.rule
    for question in found.questions:
        assert question.words_vi
        assert question.words_en
        assert len({option.option_id for option in question.options}) == len(question.options) > 1
        assert all(option.label_vi and option.label_en for option in question.options)
        assert question.places
    assert len({line.line_id for line in found.lines}) == len(found.lines)


def accepted(found: Draft) -> Own:
    own = accept(found, facts.tables())
    assert problems(own, facts.tables()) == []
    return own


def flipped(random: Random, content: bytes) -> bytes:
    """Bytes changed, left out, put twice, or put in."""
    data = bytearray(content)
    for _ in range(random.randrange(1, 8)):
        place = random.randrange(len(data) + 1)
        match random.randrange(5):
            case 0 if place < len(data):
                data[place] = random.randrange(256)
            case 1:
                del data[place : place + random.choice([1, 1, 5, 200])]
            case 2:
                data[place:place] = data[place : place + random.choice([1, 20, 300])]
            case 3:
                data[place:place] = random.choice(HOSTILE).encode("utf-8", "replace")[:600]
            case _:
                data[place:place] = random.choice([b"\xff", b"\x00", b'"', b";", b",", b"\n", b"\r", b"\t", b"\xef\xbb\xbf", b"\xcc\x80"])
    return bytes(data)


def with_cells(random: Random) -> tuple[str, bytes]:
    """A table of facts with cells that nobody would write, lines twice, and columns gone."""
    table = random.choice(["observation", "target"])
    names = ["unit", "indicator", "value", "horizon" if table == "target" else "date", "source", "note"]
    lines = [facts.fact(random, table) for _ in range(random.randrange(1, 5))]
    header = [files._titled(random, name, table) if name != "horizon" else random.choice(files.AIMED["horizon"]) for name in names]
    rows = [header, *([str(files._cell(random, name, fact, facts.vietnamese, names, False)) for name in names] for fact in lines)]
    for _ in range(random.randrange(1, 5)):
        row = random.choice(rows)
        match random.randrange(5):
            case 0:
                rows.insert(random.randrange(len(rows) + 1), list(row))
            case 1:
                random.shuffle(row)
            case 2 if len(row) > 1:
                del row[random.randrange(len(row))]
            case _:
                row[random.randrange(len(row))] = random.choice(HOSTILE)
    return random.choice([files._text, files._book])(random, rows)


def archived(random: Random, content: bytes) -> bytes:
    """A workbook with one part changed within, well packed again."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        chosen = random.choice(before.namelist())
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, within(random, part) if name == chosen else part)
    return file.getvalue()


def within(random: Random, part: bytes) -> bytes:
    pieces = (b"<c><v>1e400</v></c>", b'<c t="e"><v>#REF!</v></c>', b'<c t="s"><v>999999</v></c>', b'<c t="d"><v>x</v></c>', b"<f>1+1</f>", b"&#0;", b"<v/>",
              b'<c r="XFD1048576"><v>1</v></c>', b'<c r="A0"><v>1</v></c>', b"<!DOCTYPE x>", b"<mergeCell ref='A1:A1'/>", b'<c s="99999"><v>1</v></c>', b"]]>", b"NaN")  # fmt: skip
    places = [place for place, byte in enumerate(part) if byte == ord("<")] or [0]
    for _ in range(random.randrange(1, 4)):
        place = random.choice(places)
        match random.randrange(4):
            case 0:
                part = part[:place] + random.choice(pieces) + part[place:]
            case 1:
                part = part[:place] + part[place + random.randrange(1, 40) :]
            case 2:
                part = part[:place] + part[place : place + random.randrange(1, 200)] + part[place:]
            case _:
                part = flipped(random, part)
    return part


def made(kind: str, seed: int) -> tuple[str, bytes]:
    random = Random(f"{kind}-{seed}")
    if kind == "cells":
        return with_cells(random)
    while True:
        written = files.written(random)
        is_book = written.name.endswith("xlsx")
        if kind == "bytes" and not is_book:
            return written.name, flipped(random, written.content)
        if kind == "archive" and is_book:
            return written.name, flipped(random, written.content)
        if kind == "parts" and is_book:
            return written.name, archived(random, written.content)


@pytest.mark.parametrize("kind", CASES)
def test_a_broken_file_ends_in_a_draft_or_a_refusal(kind):
    drafts = 0
    for seed in range(CASES[kind]):
        name, content = made(kind, seed)
        try:
            drafts += outcome(name, content) is not None
        except Exception as error:
            error.add_note(f"seed {seed}: {content[:400]!r}")
            raise
    # Else it would be of refusals alone.
    assert drafts > (0 if kind == "archive" else CASES[kind] // 10)


def test_the_same_file_gives_the_same_draft_and_the_order_of_answers_and_mends_says_nothing():
    for seed in range(60):
        random = Random(f"order-{seed}")
        name, content = made("cells", seed)
        try:
            book = read(name, content)
        except RefusedError:
            continue
        found = draft(book, facts.tables())
        assert draft(read(name, content), facts.tables()) == found
        answers = [(question.question_id, random.choice(question.options).option_id) for question in found.questions]
        edits = [
            ((line.line_id, field), random.choice(HOSTILE)) for line in found.lines for field in random.sample(sorted(line.printed), 2)
        ]
        said = draft(book, facts.tables(), dict(answers), dict(edits))
        check(said)
        accepted(said)
        random.shuffle(answers)
        random.shuffle(edits)
        assert draft(book, facts.tables(), dict(answers), dict(edits)) == said
        assert [line.line_id for line in said.lines] == [line.line_id for line in found.lines]


def test_what_is_accepted_of_a_broken_file_builds_a_database():
    built = 0
    for seed in range(CASES["cells"]):
        result = outcome(*made("cells", seed))
        if result and result[1]:
            with database.build(own=result[1]) as connection:
                rows = connection.execute("select count(*) from observation_row where starts_with(observation_id, 'own-')").fetchone()
            assert rows == (len(result[1].rows("observation")),)
            built += 1
        if built == BUILT:
            break
    assert built == BUILT
