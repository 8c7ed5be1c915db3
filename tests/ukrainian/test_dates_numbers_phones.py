import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from mayorsclub.ukrainian import dates, numbers, phones

DAY = dt.date(2026, 11, 23)
LATE = dt.datetime(2026, 11, 22, 22, 30, tzinfo=dt.UTC)  # after midnight in Kyiv


def test_long_dates():
    assert dates.long_date(DAY, "uk") == "23 листопада 2026 року"
    assert dates.long_date(DAY, "en") == "23 November 2026"
    assert dates.long_date(LATE, "uk") == "23 листопада 2026 року"
    assert dates.day_month(DAY, "uk") == "23 листопада"


def test_months_have_both_cases():
    assert dates.month_year(DAY, "uk") == "листопад 2026 року"
    assert dates.month_year(DAY, "uk", genitive=True) == "листопада 2026 року"
    assert dates.month_year(DAY, "en", genitive=True) == "November 2026"
    first_days = [dt.date(2026, month, 1) for month in range(1, 13)]
    assert len({dates.month_year(day, "uk") for day in first_days}) == 12


def test_moments_are_shown_by_the_clock_of_kyiv_in_winter_and_summer():
    assert dates.moment(LATE, "uk") == "23 листопада 2026 року, 00:30"
    summer = dt.datetime(2026, 7, 1, 11, 5, tzinfo=dt.UTC)
    assert dates.moment(summer, "en") == "1 July 2026, 14:05"


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        dates.moment(dt.datetime(2026, 1, 1, 0, 0), "uk")  # noqa: DTZ001


def test_numbers():
    assert numbers.show(1469, "uk") == "1\u00a0469"
    assert numbers.show(Decimal("1234.5"), "uk") == "1\u00a0234,5"
    assert numbers.show(1469, "en") == "1,469"


@pytest.mark.parametrize(
    "written",
    [
        "067 123 45 67",
        "(067) 123-45-67",
        "8 (067) 123-45-67",
        "80671234567",
        "380671234567",
        "+380 67 123 45 67",
        "00380671234567",
        "671234567",
    ],
)
def test_ukrainian_phones_are_stored_alike(written):
    assert phones.normalise(written) == "+380671234567"


def test_foreign_phones_keep_their_country():
    assert phones.normalise("+48 22 694 50 00") == "+48226945000"
    assert phones.show("+48226945000").replace("\u00a0", " ") == "+48 22 694 50 00"


@pytest.mark.parametrize("written", ["", "12", "телефон", "+380 67 123 45", "0671234567890123"])
def test_what_is_no_phone_is_refused(written):
    with pytest.raises(ValueError, match="phone"):
        phones.normalise(written)


def test_phones_are_shown_in_groups():
    assert phones.show("+380671234567") == "+380\u00a067\u00a0123\u00a045\u00a067"
    assert phones.show("внутрішній") == "внутрішній"


def test_filters_follow_the_active_language():
    template = Template(
        "{% load ukrainian %}{{ day|long_date }};{{ late|moment }};{{ day|month_year }};"
        "{{ day|month_year_genitive }};{{ day|day_month }};{{ count|number }};{{ phone|phone }};{{ none|long_date }}"
    )
    context = {"day": DAY, "late": LATE, "count": 1469, "phone": "+380671234567", "none": None}
    with translation.override("uk"):
        assert template.render(Context(context)).replace("\u00a0", " ") == (
            "23 листопада 2026 року;23 листопада 2026 року, 00:30;листопад 2026 року;"
            "листопада 2026 року;23 листопада;1 469;+380 67 123 45 67;"
        )
    with translation.override("en"):
        assert template.render(Context(context)).replace("\u00a0", " ") == (
            "23 November 2026;23 November 2026, 00:30;November 2026;"
            "November 2026;23 November;1,469;+380 67 123 45 67;"
        )
