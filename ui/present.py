"""The set on a wall: one slide at a time, as large as the screen, without the dashboard around it; keys turn the slides."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from exports import projection
from exports.meeting_set import Item
from exports.projection import PAD, WIDE, Slide, shade
from exports.slide_tables import Cell, Matrix
from ui import address, component, meeting, picture, style
from ui.keeping import kept
from ui.texts import language, t

SLIDE, ROOM = address.SLIDE, "phong"
BRIGHT, DARK = "sang", "toi"
# The sheet fills the screen; before the browser has told its size, as on a screen of 1280 × 720.
JS = """
const NEXT = ['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'Enter'], BACK = ['ArrowLeft', 'ArrowUp', 'PageUp', 'Backspace'];
export default anew(({ data, setTriggerValue }) => {
  const root = document.documentElement;
  const fit = () => root.style.setProperty('--slide', Math.min(innerWidth / data.wide, innerHeight / data.high));
  fit();
  let at = data.at, dark = data.dark;
  const go = to => {
    const next = Math.min(Math.max(to, 1), data.count);
    if (next !== at) setTriggerValue('key', String(at = next));
  };
  const press = event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea')) return;
    if (NEXT.includes(event.key)) go(at + 1);
    else if (BACK.includes(event.key)) go(at - 1);
    else if (event.key === 'Home') go(1);
    else if (event.key === 'End') go(data.count);
    else if (event.key === 'Escape') setTriggerValue('key', 'leave');
    else if (event.key === 'd' || event.key === 'D') { dark = !dark; setTriggerValue('key', `${dark ? data.rooms[1] : data.rooms[0]} ${at}`); }
    else if (event.key === 'f' || event.key === 'F') document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const touch = event => {
    if (event.target.closest?.('.st-key-slide_room') && !event.target.closest('a, button')) go(at + (event.clientX < innerWidth / 4 ? -1 : 1));
  };
  window.addEventListener('resize', fit);
  window.addEventListener('keydown', press, true);
  document.addEventListener('click', touch);
  return () => {
    window.removeEventListener('resize', fit);
    window.removeEventListener('keydown', press, true);
    document.removeEventListener('click', touch);
  };
});
"""
CSS = """
<style>
html {{--slide: 2.105}}
html, body, [data-testid="stMain"] {{overflow: hidden !important}}
.st-key-language, [data-testid="stHeader"] {{display: none !important}}
.st-key-slide_room {{position: fixed; inset: 0; z-index: 999999; background: {page}; color: {text}; overflow: hidden;
  display: flex; align-items: center; justify-content: center}}
.st-key-slide_room > div:has(> .st-key-slide) {{width: auto !important; flex: 0 0 auto}}
.st-key-slide {{width: calc({wide}px * var(--slide)) !important; height: calc({high}px * var(--slide)) !important;
  padding: calc({pad}px * var(--slide)); box-sizing: border-box; position: relative; overflow: hidden; gap: 0 !important; flex: 0 0 auto}}
.st-key-slide p, .st-key-slide h1, .st-key-slide table {{font-family: {font}; margin: 0; padding: 0 !important; line-height: 1.25 !important;
  color: {text}; white-space: nowrap}}
.st-key-slide h1 {{font-size: calc({title}px * var(--slide)) !important; font-weight: 700}}
.st-key-slide p.note {{font-size: calc({note}px * var(--slide))}}
.st-key-slide p.small, .st-key-slide table {{font-size: calc({small}px * var(--slide))}}
.st-key-slide p.small {{color: {muted}}}
.st-key-slide .foot {{position: absolute; inset: auto calc({pad}px * var(--slide)) calc({pad}px * var(--slide)); display: flex;
  justify-content: space-between; align-items: flex-end}}
.st-key-slide .stElementContainer:has(.foot) {{position: static}}
.st-key-slide :has(.js-plotly-plot) {{overflow: visible !important; contain: none !important}}
.st-key-slide .js-plotly-plot {{transform: translateX(calc({edge}px * var(--slide))) scale(var(--slide)); transform-origin: 0 0}}
.st-key-slide table {{border-collapse: separate; border-spacing: calc(2px * var(--slide)) calc(1px * var(--slide)); width: 100%}}
.st-key-slide th, .st-key-slide td {{border: 0; padding: 0 .3em !important; height: calc((var(--row) - 1px) * var(--slide)); text-align: center; line-height: 1.25 !important}}
.st-key-slide tr:first-child th {{white-space: normal; height: auto; vertical-align: bottom}}
.st-key-slide th:first-child {{text-align: left; font-weight: 400}}
.st-key-slide .hatched {{background: repeating-linear-gradient(45deg, {line} 0 2px, transparent 2px 9px)}}
.st-key-slide_keys, .stElementContainer:has(> .st-key-slide_keys) {{display: none}}
</style>
"""
_keys = component.listening("slide_keys", JS)


@kept(max_entries=300)
def _slides(item: Item, lang: str, title: str) -> tuple[Slide, ...]:
    """The slides of one view, kept; never changed in place."""
    return projection.slides(meeting.view(item), title=title, note=item.note)


def slides(items: Sequence[Item]) -> list[Slide]:
    """Return all slides of the set in their order, in the reader's language."""
    return [slide for item in items for slide in _slides(item, language(), meeting.title(item))]


def begin() -> None:
    """Go to the first slide."""
    st.query_params[SLIDE] = "1"


def leave() -> None:
    """Go back to the list."""
    for key in (SLIDE, ROOM):
        if key in st.query_params:
            del st.query_params[key]


def _dark() -> bool:
    said = st.query_params.get(ROOM)
    return said == DARK if said in (BRIGHT, DARK) else style.dark()


def _pressed() -> None:
    """Do what a key asks for. It says where it leads, not from where: the address may lag behind, and a run may begin twice."""
    said = str(st.session_state["slide_keys"].key or "").split()
    if said == ["leave"]:
        leave()
        return
    if said and said[0] in (BRIGHT, DARK):
        st.query_params[ROOM] = said[0]
    if said and said[-1].isascii() and said[-1].isdigit() and said[-1] != "0":
        st.query_params[SLIDE] = said[-1]


def show() -> None:
    """Show the slide that the address names; where the set has no such slide, say so."""
    found, said = slides(meeting.items()), st.query_params[SLIDE]
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0
    dark = _dark()
    sheet = {
        "wide": WIDE,
        "high": projection.HIGH,
        "pad": PAD,
        "edge": -projection.EDGE,
        "title": projection.TITLE,
        "note": projection.NOTE,
        "small": projection.SMALL,
        "font": style.FONT,
    }
    st.html(CSS.format(**projection.inks(dark), **sheet))
    with st.container(key="slide_room"), st.container(key="slide"):
        if 0 < number <= len(found):
            _slide(found[number - 1], f"{number}/{len(found)}", dark)
        else:
            _none(said[:20], len(found))
    place = number if 0 < number <= len(found) else 0
    _keys(
        key="slide_keys",
        data={"at": place, "count": len(found), "wide": WIDE, "high": projection.HIGH, "dark": dark, "rooms": [BRIGHT, DARK]},
        on_key_change=_pressed,
        height=0,
    )


def _none(said: str, count: int) -> None:
    told = t("present.none", slide=said, count=count) if count else t("present.empty")
    st.html(f"<h1>{escape(told)}</h1><p class='note'>{escape(t('present.leave'))}</p>")


def _slide(slide: Slide, number: str, dark: bool) -> None:
    above = f"<h1>{_lines(slide.title)}</h1>"
    above += f"<p class='note'>{_lines(slide.note)}</p>" if slide.note else ""
    above += f"<p class='small'>{_lines(slide.subtitle)}</p>" if slide.subtitle else ""
    foot = f"<p class='small'>{_lines(projection.foot(slide.source))}</p><p class='small'>{number}</p>"
    st.html(above)
    if slide.matrix:
        st.html(_table(slide.matrix, dark, projection.row_height(slide)))
    else:
        figure, spoken, words = slide.figure(dark=dark), slide.view.spoken, {name: t(text_id) for name, text_id in picture.WORDS.items()}
        drawn = picture.picture(figure, about=number, spoken=spoken, words=words, config={"staticPlot": True})
        picture.show(drawn, "slide_picture", width="content")
    st.html(f"<div class='foot'>{foot}</div>")


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(map(escape, lines))


def _table(matrix: Matrix, dark: bool, row: float) -> str:
    heads = "".join(_cell("th", cell, dark) for cell in matrix.heads)
    rows = (
        f"<tr><th>{escape(label)}</th>{''.join(_cell('td', cell, dark) for cell in cells)}</tr>"
        for label, cells in zip(matrix.labels, matrix.cells, strict=True)
    )
    return f"<p class='small'>{escape(matrix.key)}</p><table style='--row:{row:.2f}px'><tr><td></td>{heads}</tr>{''.join(rows)}</table>"


def _cell(tag: str, cell: Cell, dark: bool) -> str:
    ground = f";background:{shade(cell.fill, dark)}" if cell.fill else ""
    weight = ";font-weight:700" if cell.bold else ""
    kind = " class='hatched'" if cell.hatched else ""
    return f"<{tag}{kind} style='color:{shade(cell.colour, dark)}{ground}{weight}'>{escape(cell.text)}</{tag}>"
