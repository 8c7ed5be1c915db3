from datetime import date

import pytest

from mayorsclub.membership.fields import read_month
from tests.moments import TODAY


@pytest.mark.parametrize(
    "text",
    [
        "11.2015",
        "11/2015",
        "11-2015",
        "2015-11",
        "01.11.2015",
        "1.11.2015",
        "2015-11-01",
        " листопад  2015 ",
        "Листопада 2015",
        "у листопаді 2015 року",
        "листопад 2015 р.",
        "1 листопада 2015 року",
        "November 2015",
        "Nov, 2015",
    ],
)
def test_a_month_is_read_as_people_write_it(text):
    assert read_month(text, today=TODAY) == date(2015, 11, 1)


@pytest.mark.parametrize(
    "text",
    [
        "листопад",
        "13.2015",
        "0.2015",
        "32.11.2015",
        "29.02.2015",
        "2015",
        "11.15",
        "колись 2015",
        "11.2015; DROP TABLE",
        "٣.2015",
        "²/2015",
        "9" * 5000,
    ],
)
def test_what_is_no_month_is_not_guessed(text):
    assert read_month(text, today=TODAY) is None


def test_a_bare_month_of_an_end_is_its_last_day_or_today():
    assert read_month("02.2020", is_end=True, today=TODAY) == date(2020, 2, 29)
    assert read_month("15.02.2020", is_end=True, today=TODAY) == date(2020, 2, 15)
    assert read_month("11.2026", is_end=True, today=TODAY) == TODAY
    assert read_month("12.2026", is_end=True, today=TODAY) == date(2026, 12, 31)
