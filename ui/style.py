"""The few rules of style that the theme file cannot say: spacing for a 1280×720 projector and a phone, the evidence card."""

import streamlit as st

from ui import everyone

CSS = """
<style>
.block-container, [data-testid="stMainBlockContainer"] {padding: 3.75rem 2rem 2rem; max-width: 1360px}
[data-testid="stVerticalBlock"] {gap: .7rem}
h1 {font-size: 1.55rem !important; padding: 0 0 .1rem !important; line-height: 1.25 !important}
h2 {font-size: 1.15rem !important; padding: .3rem 0 .45rem !important; line-height: 1.3 !important}
.st-key-language {position: fixed; top: .72rem; right: 1rem; z-index: 999991; width: auto !important}
.st-key-language button {min-height: 2rem; padding: .1rem .6rem; font-size: .85rem}
.st-key-viewport, .stElementContainer:has(> .st-key-viewport) {display: none}
.stElementContainer.st-key-news, .stElementContainer.st-key-own_copy {position: absolute; left: 0; width: 1px}
.st-key-meeting_keeper, .stElementContainer:has(> .st-key-meeting_keeper), .stElementContainer:has(> [class*="_keeper"]) {display: none}
.listed h3 {margin: 0; padding: 0; font-size: 1.05rem; line-height: 1.35} .listed p {margin: .15rem 0 0; font-size: .9rem} .listed .where {opacity: .75}
.status {margin: 0; font-size: 1.1rem; font-weight: 600; line-height: 1.35} [class*="st-key-own_answer"] button {height: auto; max-width: 100%; text-align: left} [class*="st-key-own_answer"] button * {white-space: normal !important}
.question {margin: 0; font-weight: 600; line-height: 1.4}
[data-testid="stLayoutWrapper"]:has(> .st-key-own_line) {position: absolute; top: 4.15rem; right: 2rem; width: auto; z-index: 10}
.st-key-own_line a {padding: .05rem .6rem !important; border: 1px solid rgba(128, 140, 152, .6); border-radius: 1rem} .st-key-own_line a p {font-size: .85rem}
.lede {margin: 0; font-size: 1rem; opacity: .85}
.points {margin: 0; padding-left: 1.1rem}
.points li {margin: 0 0 .45rem; line-height: 1.4}
.evidence {border-left: 4px solid #1d4e79; padding: .1rem 0 .1rem .9rem}
.evidence .head {margin: 0; font-weight: 600; opacity: .8}
.evidence h3 {margin: .1rem 0 .4rem; font-size: 1.05rem; padding: 0; line-height: 1.35}
.evidence blockquote {margin: 0 0 .5rem; font-size: 1.1rem; border: 0; padding: 0; font-style: normal}
.evidence mark, .finding mark {background: #f7d774; color: #1f2a37; padding: 0 .15em; border-radius: 2px; font-weight: 700}
.evidence dl {padding: 0 !important; display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: .15rem .7rem; margin: 0; font-size: .9rem; line-height: 1.45}
.evidence dt {opacity: .72} .evidence dd {margin: 0}
.evidence .note {margin: .5rem 0 0; font-size: .9rem; font-style: italic}
.verdict .said {margin: .1rem 0 .2rem; font-size: 1.25rem}
.verdict .equation {font-family: "Source Code Pro", Consolas, monospace; font-size: .95rem; margin: .2rem 0; overflow-wrap: anywhere; line-height: 1.5}
.verdict .how {margin: 0 0 .5rem; font-size: .88rem; opacity: .8}
.verdict > p {margin: 0 0 .4rem}
.verdict dl {grid-template-columns: 1fr; gap: 0; margin: .3rem 0} .verdict dd {margin-bottom: .45rem}
.verdict summary {cursor: pointer; font-size: .92rem}
.findings {display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 27rem), 1fr)); gap: .9rem}
.finding {border: 1px solid rgba(128, 140, 152, .45); border-radius: 6px; padding: .6rem .9rem .7rem}
.finding > .head {margin: 0 0 .2rem; font-size: .9rem}
.finding > h3 {margin: 0 0 .35rem; padding: 0; font-size: 1rem; font-weight: 600; line-height: 1.3}
.finding > p {margin: 0 0 .4rem; line-height: 1.4}
.finding .sum {font-size: 1.18rem; font-weight: 600; line-height: 1.35; user-select: all; cursor: copy}
.finding .resolves {font-size: .92rem; opacity: .85}
.finding details {font-size: .9rem; margin: .15rem 0 0} .finding summary {cursor: pointer}
.finding details .evidence {margin: .35rem 0 .5rem}
.outcome {border: 1.5px solid currentColor; border-radius: 4px; padding: 0 .4em; margin-right: .45em; font-weight: 600; white-space: nowrap}
.outcome.tension {background: #9a5412; border-color: #9a5412; color: #fff}
.outcome.consistent {border-color: transparent; padding-left: 0}
.notes p {margin: 0 0 .2rem; font-size: .88rem; font-weight: 600}
.notes ul {margin: 0; padding-left: 1.1rem} .notes li {margin: 0 0 .2rem; font-size: .88rem; line-height: 1.4}
[data-testid="stLayoutWrapper"]:has(> .st-key-verdict) {position: sticky; top: 4rem; max-height: calc(100vh - 4.5rem); overflow-y: auto}
[data-testid="stDownloadButton"] button, [data-testid="stPopoverButton"], [class*="_meeting"] button {min-height: 1.9rem; padding: .05rem .7rem}
[data-testid="stHorizontalBlock"]:has(> [data-testid="stElementContainer"] [data-testid="stDownloadButton"]) {gap: .5rem}
.hint {opacity: .75; font-size: .92rem; margin: 0}
.choice {display: flex; flex-wrap: wrap; gap: 0 .9rem; font-size: .875rem; line-height: 1.5; margin-bottom: .25rem}
.choice summary {cursor: pointer; opacity: .75; text-decoration: underline dotted} .choice details p {margin: .1rem 0; font-size: .875rem}
[class*="st-key-row_filter"] {gap: .1rem !important} [class*="st-key-row_filter"] [data-testid="stHorizontalBlock"] {gap: .4rem}
[class*="st-key-row_filter"] button[kind="primary"] {background: rgba(63,120,176,.16); color: inherit; border-color: #3f78b0}
[class*="st-key-row_filter"] button {min-height: 1.9rem; padding: .05rem .7rem}
[class*="st-key-row_filter"] button p {font-size: .875rem}
.facts {padding: 0 !important; display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: .2rem .9rem; margin: 0}
.facts dt {opacity: .72} .facts dd {margin: 0}
.profile {display: grid; grid-template-columns: 3fr 2fr; gap: .6rem 3rem; align-items: start; line-height: 1.6}
@media (max-width: 1400px) {
  [data-testid="stTopNavLink"] > span:has([data-testid="stIconMaterial"]) {display: none}
}
@media (max-width: 700px) {
  [data-testid="stLayoutWrapper"]:has(> .st-key-verdict) {position: static; max-height: none}
  .st-key-verdict_sheet {position: fixed; z-index: 1000; inset: auto 0 0; width: auto; max-height: 60vh; overflow-y: auto;
    background: light-dark(#ffffff, #12171d); box-shadow: 0 -2px 12px rgba(0, 0, 0, .25)}
  [data-testid="stMainBlockContainer"]:has(.st-key-verdict_sheet) {padding-bottom: 5rem !important}
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] :is(.picture, [data-testid="stDataFrame"])) > [data-testid="stColumn"] {min-width: 100%}
}
@media (max-width: 640px) {
  .block-container, [data-testid="stMainBlockContainer"] {padding: 3.4rem .8rem 1.5rem}
  h1 {font-size: 1.25rem !important}
  [data-testid="stLayoutWrapper"]:has(> .st-key-own_line) {position: static}
  .profile {grid-template-columns: 1fr}
  .facts {grid-template-columns: 1fr; gap: 0} .facts dd {margin-bottom: .35rem}
}
.paper {display: none}
@media screen {.stElementContainer:has(.paper) {display: none}}
@media print {
  @page {size: A4; margin: 14mm}
  [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stSidebar"], .st-key-language, .st-key-own_line, .st-key-own_drop, button, [data-testid="stPopover"],
  [data-testid="stMain"]:has(.paper) [data-testid="stDataFrame"], [role="tablist"], [data-testid="stWidgetLabel"], [data-testid="stSelectbox"], [data-testid="stMultiSelect"],
  [data-testid="stButtonGroup"], [data-testid="stTextInput"], [data-testid="stNumberInput"], [data-testid="stCheckbox"] {display: none !important}
  .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"], section {position: static !important; overflow: visible !important; height: auto !important}
  .block-container, [data-testid="stMainBlockContainer"] {padding: 0 !important; max-width: none !important}
  [data-testid="stHorizontalBlock"] {display: block !important}
  [data-testid="stColumn"] {width: 100% !important; max-width: none !important}
  .picture {zoom: .82}
  .profile {display: block}
  html, body, #root, .stApp, .stApp * {min-height: 0 !important}
  .hint, details.choice, .choice {display: none !important}
  [data-testid="stLayoutWrapper"]:has(> .st-key-verdict) {position: static !important; max-height: none !important}
  .paper {display: block; break-before: auto; font-size: 10pt} .paper li {margin: 0 0 .15rem; font-size: 9pt}
}
</style>
"""
# Letters of files that leave the page, and its ground and ink where there is none to ask: light, dark.
FONT = "'Source Sans', 'Segoe UI', 'Noto Sans', Arial, sans-serif"
GROUND = {False: ("#ffffff", "#56636f"), True: ("#12171d", "#a7b3bf")}


def ground() -> tuple[str, str]:
    """Return the colours of the page and of its quieter words."""
    return GROUND[dark()]


def apply() -> None:
    """Put the style rules on the page; called once a run by the entry point."""
    st.html(CSS + everyone.CSS)


def dark() -> bool:
    """Whether the reader's theme is dark, so that charts are drawn for it."""
    return st.context.theme.type == "dark"
