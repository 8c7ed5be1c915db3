"""The first screen of the office: what waits, what happened, the year in small charts."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from mayorsclub.accounts.roles import signed_in
from mayorsclub.office import charts
from mayorsclub.office.happened import events
from mayorsclub.office.waiting import waiting


class _OfficePanel(Component):
    """A part of Wagtail's home page; `is_shown` for those who keep records."""

    class Media:
        css = {"all": ["office/dashboard.css"]}

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def keeps_records(self) -> bool:
        return self.request.user.has_perm("office.keep_records")


class WaitingPanel(_OfficePanel):
    """What waits, as far as this person may see the lists behind it."""

    name = "waiting"
    template_name = "office/parts/waiting.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Rows with something, and those where nothing waits."""
        rows = waiting(signed_in(self.request), timezone.now())
        return {
            "some": [row for row in rows if row.count],
            "none": [row for row in rows if not row.count],
        }


class ChartsPanel(_OfficePanel):
    """The year."""

    name = "charts"
    template_name = "office/parts/charts.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The charts, for those who may see the lists behind them."""
        is_shown = self.keeps_records()
        return {
            "charts": charts.charts(timezone.now()) if is_shown else [],
            "width": charts.WIDTH,
            "height": charts.HEIGHT,
            "floor": charts.HEIGHT - charts.FOOT,
            "column": charts.COLUMN,
            "bar": charts.COLUMN - 2 * charts.GAP,
        }


class HappenedPanel(_OfficePanel):
    """The last lines of the log about records."""

    name = "happened"
    template_name = "office/parts/happened.html"
    order = 70

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The lines, for those who may open the records."""
        is_shown = self.keeps_records()
        return {
            "events": events() if is_shown else [],
            "is_shown": is_shown,
            "may_read_log": self.request.user.has_perm("office.read_log"),
        }


PANELS = (WaitingPanel, ChartsPanel, HappenedPanel)
