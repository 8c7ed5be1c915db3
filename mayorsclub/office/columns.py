"""Columns that several lists share."""

from typing import Any

from django.utils.translation import get_language
from wagtail.admin.ui.tables import Column

from mayorsclub.ukrainian.dates import long_date, moment


class MomentColumn(Column):
    """A moment in Kyiv's time, in the reader's language; a dash where there is none."""

    def get_value(self, instance: Any) -> str:
        """The moment in words."""
        at = super().get_value(instance)
        return moment(at, get_language()) if at else "–"


class DayColumn(Column):
    """A day in words."""

    def get_value(self, instance: Any) -> str:
        """The day in words."""
        day = super().get_value(instance)
        return long_date(day, get_language()) if day else "–"
