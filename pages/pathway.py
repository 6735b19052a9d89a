"""One indicator of one unit through time: what was observed, what was promised, the pace between them."""

import streamlit as st

from loaders import pathway as paths
from loaders.selection import Selection
from ui import address, carry, database, downloads, evidence, filters, frames, meeting, page, views
from ui.texts import language, t

COUNTRY = "viet-nam"
USUAL = "htx-stock"
UNIT, INDICATOR, LENS = "don-vi", "chi-tieu-lt", "nhip"


def indicator(options: dict[str, str]) -> str:
    """The indicator chosen; after another unit was chosen, the usual one where the new unit does not have the old."""
    default = USUAL if USUAL in options else next(iter(options))
    kept = st.session_state.get(f"filter_{INDICATOR}")
    if kept is not None and kept not in options and not address.is_news(INDICATOR):
        address.write(INDICATOR, [default], [default])
    return filters.one(INDICATOR, t("pathway.indicator"), options, default)


def card(path: paths.Path, picked: str | None) -> None:
    """The evidence of what was clicked, else of the latest figure, else of the first target."""
    shown = picked or path.latest
    points = path.points[path.points["observation_id"] == shown]
    targets = path.targets[path.targets["target_id"] == shown]
    if not picked:
        page.hint(t("pathway.click"))
    if len(points):
        evidence.observation_card(points.iloc[0])
    elif len(path.targets):
        evidence.target_card((targets if len(targets) else path.targets).iloc[0])


@st.fragment
def view() -> None:
    page.foresee("lo-trinh")
    lang = language()
    who, what, how = st.columns([2, 4, 1], gap="small", vertical_alignment="bottom")
    with who:
        country = {COUNTRY: database.labels(lang)["units"][COUNTRY]}
        unit = filters.one(UNIT, t("pathway.unit"), country | database.locality_names(lang), COUNTRY)
    facts = database.pathways(unit, lang)
    if not facts.indicators:
        address.notice()
        st.info(t("pathway.nothing"))
        return
    with what:
        chosen = indicator(facts.indicators)
    with how:
        shown = filters.switch(LENS, t("pathway.lens_switch"), default=True, help=t("pathway.lens_help"))
    address.notice()
    path, seen = facts.path(chosen), views.pathway(unit, chosen, shown, lang)
    left, right = st.columns([2, 1], gap="large")
    with left:
        clicked = page.chart(seen)
    selection = Selection(units=(unit,), indicators=(chosen,)).slug()
    with right:
        first = st.container()
        with st.container(horizontal=True):
            carry.bar(seen)
            meeting.add_button(seen, "pathway")
        page.points(path.silence + (path.said if shown else []))
        place = st.container()
    tabs = [t("pathway.points_tab", rows=len(path.points)), t("pathway.goals_tab", rows=len(path.targets))]
    results, targets, sources = st.tabs([*tabs, t("view.sources", count=len(seen.sources))])
    with sources:
        page.sources(seen.sources)
    # The first screen offers a file too: of the figures, or of the targets where there is no figure.
    with first if len(path.points) else results:
        downloads.buttons(path.points, "observation_row", t("file.observations"), selection, "pathway_observations")
    with results:
        row = frames.show(path.points, "observation_row", f"pathway_points_{unit}_{chosen}", without=("unit", "indicator"))
    with targets if len(path.points) else first:
        downloads.buttons(path.targets, "target_row", t("file.targets"), selection, "pathway_targets")
    with targets:
        goal = frames.show(path.targets, "target_row", f"pathway_goals_{unit}_{chosen}", without=("unit", "indicator", "kind"))
    with place:
        in_table = path.targets["target_id"].iloc[goal] if goal is not None else None
        in_table = path.points["observation_id"].iloc[row] if row is not None else in_table
        card(path, clicked[0] if clicked else in_table)


page.head(t("pathway.title"), t("pathway.lede"))
view()
