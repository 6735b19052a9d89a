"""The text of a PDF, page by page, read in a process of its own that may take only so long and so much memory."""

import io
import json
import subprocess
import sys

from loaders.intake.cells import RefusedError
from loaders.reader.limits import FEWEST_ON_A_PAGE, MOST_LETTERS, MOST_PAGES, PDF_MEMORY, PDF_SECONDS
from loaders.reader.passages import Paragraph, of_lines


def read(content: bytes) -> list[Paragraph]:
    """Return the paragraphs of a PDF with text in it, lines joined, headers and page numbers left out.

    Raises RefusedError for a scanned one (no text on its pages), an encrypted or damaged one, and for one that takes too long or too much.
    """
    pages = _pages(content)
    if sum(len("".join(page.split())) for page in pages) < FEWEST_ON_A_PAGE * max(1, len(pages)) // 2:
        raise RefusedError("reader.file.scanned")
    found: list[Paragraph] = []
    running = _repeated(pages)
    for number, page in enumerate(pages, start=1):
        lines = [line for line in page.splitlines() if not _is_running(line, running)]
        paragraphs = list(of_lines(lines, number))
        # A sentence that a page breaks goes on upon the next.
        if found and paragraphs and paragraphs[0].text[:1].islower() and not found[-1].text.rstrip().endswith((".", ";", ":")):
            found[-1] = Paragraph(f"{found[-1].text} {paragraphs[0].text}", found[-1].page)
            paragraphs = paragraphs[1:]
        found += paragraphs
    return found


def _pages(content: bytes) -> list[str]:
    """The pages' text from the other process; what it refuses, or cannot finish, is refused here."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "loaders.reader.pdf"], input=content, capture_output=True, timeout=PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError("reader.file.slow", limit=PDF_SECONDS) from error
    if done.returncode:
        raise RefusedError("reader.file.broken")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise RefusedError(answer["refused"], **({"limit": answer["limit"]} if "limit" in answer else {}))
    return answer["pages"]


def _repeated(pages: list[str]) -> set[str]:
    """First and last lines that come back on most pages: running heads."""
    edges: dict[str, int] = {}
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        for line in {*lines[:1], *lines[-1:]}:
            edges[line] = edges.get(line, 0) + 1
    return {line for line, count in edges.items() if count > 2 and count > len(pages) // 2}


def _is_running(line: str, running: set[str]) -> bool:
    bare = line.strip()
    return bare in running or (bare.strip("-– ").isdigit() and len(bare.strip("-– ")) <= 3)


def _extract(content: bytes) -> dict[str, object]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "reader.file.encrypted"}
        if len(reader.pages) > MOST_PAGES:
            return {"refused": "reader.file.pages", "limit": MOST_PAGES}
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > MOST_LETTERS:
                return {"refused": "reader.file.too_long", "limit": MOST_LETTERS}
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        OverflowError,
        NotImplementedError,
        AssertionError,
    ):
        return {"refused": "reader.file.broken"}
    except MemoryError:
        return {"refused": "reader.file.bomb"}
    return {"pages": pages}


def main() -> None:
    """Read a PDF from standard input; write its pages, or why not, as JSON. The limits hold of this process only."""
    import contextlib
    import logging

    logging.disable(logging.CRITICAL)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (PDF_MEMORY, PDF_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PDF_SECONDS, PDF_SECONDS))
    sys.stdout.write(json.dumps(_extract(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
