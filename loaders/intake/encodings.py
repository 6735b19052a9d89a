"""Bytes to text: the encodings that Vietnamese files come in, told apart by which of them gives Vietnamese words; never a guess."""

import codecs
import re
import unicodedata

from loaders.intake.cells import RefusedError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# TCVN 5712 as the fonts .VnTime use it ("ABC"): the letters of the bytes from A1, a space where it has none.
_TCVN = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"  # A1 to FE
# VISCII (RFC 1456), the bytes from 80; its six letters among the control characters are left out.
_VISCII = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
_TO_TCVN = {0xA1 + place: letter for place, letter in enumerate(_TCVN) if letter != " "}
_TO_VISCII = {0x80 + place: letter for place, letter in enumerate(_VISCII)}
_LETTERS = set("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile("(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aeiouyăâêôơư]{1,3}(?:ch|ng|nh|[cmnpt])?")
_WORD = re.compile(r"[^\s\x00-\x40\x5b-\x60\x7b-\x7e–—‘’“”…•·«»°₫€§©®™]+")
# Below this share of words that are words, an encoding is not the right one.
_FITS = 0.75


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file and the text_id of a note on how it was read, empty for UTF-8 and UTF-16.

    UTF-8, or UTF-16 and UTF-32 with their mark; else Windows-1258 where that gives Vietnamese words, or Windows-1252 where every word is
    one of western letters. Raises RefusedError for text in an old Vietnamese encoding (TCVN3, VISCII), for bytes that are no text in any of
    these, and for NUL bytes. Nothing is ever replaced.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding), ""
    if b"\0" in content:
        raise RefusedError("intake.file.nul", row=content[: content.index(b"\0")].count(b"\n") + 1)
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _eight_bits(content, content[: error.start].count(b"\n") + 1)


def _strict(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError("intake.file.encoding", row=content[: error.start].count(b"\n") + 1) from error
    if "\0" in text:
        raise RefusedError("intake.file.nul", row=text[: text.index("\0")].count("\n") + 1)
    return text


def _eight_bits(content: bytes, row: int) -> tuple[str, str]:
    fits = {encoding: _fit(text) for encoding in ("cp1258", "cp1252") if (text := _decoded(content, encoding)) is not None}
    latin = content.decode("latin-1")
    old = max(_fit(latin.translate(_TO_TCVN)), _fit(latin.translate(_TO_VISCII)))
    if fits.get("cp1258", 0) >= max(_FITS, old):
        return unicodedata.normalize("NFC", content.decode("cp1258")), "intake.note.windows_1258"
    if old >= _FITS:
        raise RefusedError("intake.file.old_font")
    western = _decoded(content, "cp1252")
    if western is not None and all(unicodedata.category(letter)[0] == "L" for word in _foreign(western) for letter in word):
        return western, "intake.note.windows_1252"
    raise RefusedError("intake.file.encoding", row=row)


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def in_old_font(text: str) -> bool:
    """Return whether text, though it is Unicode, is Vietnamese typed for an old font: `Hîp t¸c x·` for Hợp tác xã.

    Judged by its words beyond plain letters, of which there must be a few.
    """
    words = _foreign(text)
    if len(words) < 3 or _fit(text) >= _FITS / 2:
        return False
    return _fit(text.translate(_TO_TCVN)) >= _FITS


def _foreign(text: str) -> list[str]:
    """The words with a letter beyond the plain ones, of the first hundred thousand characters."""
    words = _WORD.findall(unicodedata.normalize("NFC", text[:100_000]))
    return [word for word in words if not word.isascii()]


def _fit(text: str) -> float:
    """Which share of the words beyond plain letters are syllables of Vietnamese; 1 where there are none."""
    words = _foreign(text)
    return sum(map(_is_syllable, words)) / len(words) if words else 1.0


def _is_syllable(word: str) -> bool:
    if re.fullmatch("[A-ZĐ]{2,7}", word):  # HĐND, ĐVT
        return True
    bare = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(letter for letter in bare if letter not in _TONES))
    tones = len(unicodedata.normalize("NFD", word)) - len(unicodedata.normalize("NFD", bare))
    return tones <= 1 and set(bare) <= _LETTERS and bool(_SYLLABLE.fullmatch(bare))
