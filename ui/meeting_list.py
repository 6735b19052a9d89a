"""The set as a list: order, titles and notes, what was wrong with a set that came, files to take home."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

import streamlit as st

from exports.data_package import data_package
from exports.slides import Slide, presentation
from exports.table_csv import slug
from exports.view import View
from exports.workbook import workbook
from ui import meeting, meeting_tools, present
from ui.meeting import Item
from ui.texts import t

FILES = {
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ":material/co_present:"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ":material/table:"),
    "zip": ("application/zip", ":material/folder_zip:"),
}
