"""A set of views for a meeting: put in order, worded, shown on a wall, taken home."""

from ui import address, meeting, meeting_list, page, present
from ui.texts import t

meeting.arrive()
if address.is_slide():
    present.show()
else:
    page.head(t("meeting.title"), t("meeting.lede"))
    meeting_list.news()
    meeting_list.show()
    meeting.hand_over("meeting_list")
