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
# VNI, as the fonts VNI-Times use it: a vowel and behind it a letter for hat, breve and tone; some letters of their own.
_VNI_MARKS = {
    typed: unicodedata.normalize("NFD", letter)[1:] for typed, letter in zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)
}
_VNI_LETTERS = str.maketrans("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ")
_VNI = re.compile(f"([aeoôuöy])([{''.join(_VNI_MARKS)}])|[ôöñæóòî]", re.IGNORECASE)
_LETTERS = set("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile("(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aeiouyăâêôơư]{1,3}(?:ch|ng|nh|[cmnpt])?")
_WORD = re.compile(r"[^\s\x00-\x40\x5b-\x60\x7b-\x7e–—‘’“”…•·«»°₫€§©®™]+")
# Below this share of words that are words, an encoding is not the right one.
_FITS = 0.75
# VNI leaves many words that might be Vietnamese; so much more of them must be after its conversion.
_BETTER = 0.25


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file and the text_id of a note on how it was read, empty for UTF-8 and UTF-16.

    UTF-8, or UTF-16 and UTF-32 with their mark; else Windows-1258 where that gives Vietnamese words, or Windows-1252 where every word is
    one of western letters. Raises RefusedError for text in an old Vietnamese encoding (TCVN3, VISCII, VNI), for bytes that are no text in any of
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
    old = _fit(from_old(content))
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
    if len(_foreign(text)) < 3:
        return False
    fits, tcvn, vni = _fit(text), _fit(text.translate(_TO_TCVN)), _fit(_from_vni(text))
    return (fits < _FITS / 2 and tcvn >= _FITS) or (vni >= max(_FITS, fits + _BETTER))


def from_old(content: bytes) -> str:
    """Return the text of bytes that `decode` refuses as old Vietnamese (TCVN3, VISCII, VNI), in the one that gives most Vietnamese words.

    TCVN3 has no capitals with a tone: where a font of capitals was used, they come as small letters.
    """
    latin = content.decode("latin-1")
    return max(latin.translate(_TO_TCVN), latin.translate(_TO_VISCII), _from_vni(latin), key=_fit)


def modern(text: str) -> str:
    """Return text typed for an old font (see `in_old_font`) as Vietnamese; as it is where that gives no more Vietnamese words."""
    return max(text, text.translate(_TO_TCVN), _from_vni(text), key=_fit)


def _from_vni(text: str) -> str:
    return _VNI.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    if not found[2]:
        return found[0].translate(_VNI_LETTERS)
    return unicodedata.normalize("NFC", found[1].translate(_VNI_LETTERS) + _VNI_MARKS[found[2].lower()])


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
