"""Columns that several lists share; how a value goes into a file."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column

from mayorsclub.ukrainian.dates import in_kyiv, long_date, moment

Cell = str | int | date | datetime | None


class RawColumn(Column):
    """A column that shows words and exports the value behind them."""

    def raw(self, instance: Any) -> Any:
        """The value itself."""
        return super().get_value(instance)


class MomentColumn(RawColumn):
    """A moment in Kyiv's time, in the reader's language; a dash where there is none."""

    def get_value(self, instance: Any) -> str:
        """The moment in words."""
        at = self.raw(instance)
        return moment(at, get_language()) if at else "–"


class DayColumn(RawColumn):
    """A day in words."""

    def get_value(self, instance: Any) -> str:
        """The day in words."""
        day = self.raw(instance)
        return long_date(day, get_language()) if day else "–"


class RowColumn(BaseColumn):
    """The box that chooses a row for what can be done with many."""

    header_template_name = "office/parts/choose_all.html"
    cell_template_name = "office/parts/choose_row.html"

    def __init__(self) -> None:
        super().__init__("choose", label=_("Choose"), classname="list__choose")


def exported(column: Column, instance: Any) -> Cell:
    """The value of a cell for a file: days and moments (in Kyiv's time) as such, counts as
    numbers, everything else as text."""
    value = column.raw(instance) if isinstance(column, RawColumn) else column.get_value(instance)
    if isinstance(value, dict):
        # A cell with a template of its own: its words.
        value = value.get("label") or value.get("action")
    if isinstance(value, datetime):
        return in_kyiv(value).replace(tzinfo=None, microsecond=0)
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = str(value)
    return "" if text == "–" else text
