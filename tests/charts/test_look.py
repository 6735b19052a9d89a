"""Colours keep their contrast and stay apart for colour-blind readers; numbers read as each language writes them."""

from itertools import combinations

import pytest

from charts import look

LOCALITIES = [unit for unit in look.STYLES if unit != "viet-nam"]
# Machado, Oliveira, Fernandes 2009, full severity, on linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))


def linear(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def times(matrix, vector):
    return [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]


def contrast(one, other):
    low, high = sorted(times(XYZ, linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour, sight):
    seen = [min(1, max(0, c)) for c in times(SIGHT[sight], linear(colour))]
    relative = (v / w for v, w in zip(times(XYZ, seen), (0.95047, 1, 1.08883), strict=True))
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in relative)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, other, sight):
    return sum((a - b) ** 2 for a, b in zip(lab(one, sight), lab(other, sight), strict=True)) ** 0.5


@pytest.mark.parametrize("dark", [False, True])
def test_every_colour_and_ink_reads_on_its_page(dark):
    ink = look.ink(dark)
    worn = [style.dark if dark else style.light for style in (*look.STYLES.values(), *look.FURTHER)]
    for colour in (*worn, ink.text, ink.muted, ink.reason, ink.neutral):
        assert contrast(colour, ink.page) >= 4.5, colour


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("dark", [False, True])
def test_the_five_localities_stay_apart(sight, dark):
    worn = {unit: look.STYLES[unit].dark if dark else look.STYLES[unit].light for unit in LOCALITIES}
    for one, other in combinations(LOCALITIES, 2):  # 2.3 is just noticeable; glyph and name say it as well
        assert apart(worn[one], worn[other], sight) >= 12, (one, other)


def test_every_unit_has_its_own_colour_and_glyph():
    worn = [*look.STYLES.values(), *look.FURTHER]
    for part in zip(*worn, strict=True):
        assert len(set(part)) == len(worn)


def test_unknown_units_get_distinct_styles_whatever_their_order():
    units = ["da-nang-2025", "lao-cai-2025", "quang-ngai", "kon-tum", "hai-phong"]
    worn = look.styles(units)
    assert worn == look.styles(reversed(units))
    assert len({style.light for style in worn.values()}) == len(units)
    assert worn["hai-phong"] is look.STYLES["hai-phong"]


def test_more_unknown_units_than_styles_still_get_one():
    assert len(look.styles([f"unit-{n}" for n in range(20)])) == 20


def test_localities_stand_in_their_fixed_order():
    assert look.in_order(["x", "son-ha", "hai-phong", "x"]) == ["hai-phong", "son-ha", "x"]


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (400.0, "400", "400"),
        (2.25, "2,25", "2.25"),
        (7_100_000, "7.100.000", "7,100,000"),
        (0, "0", "0"),
        (-3.5, "−3,5", "−3.5"),
        (-0.00001, "0", "0"),
        (float("nan"), "", ""),
    ],
)
def test_number(value, vi, en):
    assert look.number(value, "vi") == vi
    assert look.number(value, "en") == en


def test_config_puts_no_button_over_the_picture_and_knows_the_separators():
    config = look.config("vi")
    assert config["displayModeBar"] is config["displaylogo"] is False
    assert config["locales"]["vi"]["format"] == {"decimal": ",", "thousands": "."}


def test_every_font_name_with_a_space_is_quoted():
    """`Source Sans 3` without quotes is no CSS name: browsers then drop the whole list."""
    for name in look.FONT.split(", "):
        assert " " not in name or (name[0] == name[-1] == "'")


def test_a_tap_is_never_a_double_click():
    """On a phone a tap arrives twice, as touch and as mouse; as a double click it took the selection back."""
    assert look.config("vi")["doubleClickDelay"] == 0
