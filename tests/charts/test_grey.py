"""Printed without colour: what carries a number or a verdict stands out from the paper in grey, and differs in shape where grey is alike."""

import pytest

from charts import bullet_words, look, marks
from tests.charts.test_look import contrast

VERDICTS = ("attained", "nearly", "on_pace", "behind", "moving_away", "overdue", "cannot_tell", "not_assessable")


def grey(colour: str) -> str:
    """What a printer without colour makes of a colour: the same light, no hue."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    shade = round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))
    return f"#{shade:02x}{shade:02x}{shade:02x}"


@pytest.mark.parametrize("dark", [False, True])
def test_every_mark_stands_out_from_the_paper_in_grey(dark):
    ink = look.ink(dark)
    worn = [style.dark if dark else style.light for style in (*look.STYLES.values(), *look.FURTHER)]
    for colour in (*worn, ink.text, ink.muted, ink.reason, ink.neutral):
        assert contrast(grey(colour), grey(ink.page)) >= 3, colour


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_words_of_a_verdict_read_on_their_ground_in_grey(verdict, dark):
    ink = look.ink(dark)
    for style in (*look.STYLES.values(), *look.FURTHER):
        ground, letters, _ = bullet_words.chip(verdict, style.dark if dark else style.light, ink)
        assert contrast(grey(letters), grey(ground)) >= 4.5, style


def test_localities_that_are_alike_in_grey_wear_different_shapes():
    """Five hues cannot stay five greys; glyph and name say which is which."""
    glyphs = [style.glyph for style in (*look.STYLES.values(), *look.FURTHER)]
    assert len(set(glyphs)) == len(glyphs)


def test_what_tells_a_floor_from_a_point_is_more_than_a_shade():
    pieces = {
        shape: {trace["name"] for trace in marks.traces([marks.Mark(0, shape, "gt", 10.0, 10.0, "#777777")], "", 5.0, "#ffffff")}
        for shape in ("point", "floor")
    }
    assert pieces["point"] == {"diamond"}
    assert {"arrow-right", "ring"} <= pieces["floor"]
