import pytest
from django.db import transaction

from mayorsclub.numbering.domain import next_number


def test_numbers_begin_at_one_and_follow_each_other_in_a_series_and_year(db):
    assert [next_number("a", year=2026) for _ in range(3)] == [1, 2, 3]
    assert next_number("b", year=2026) == 1
    assert next_number("a", year=2027) == 1


def test_a_rolled_back_number_is_given_again(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        next_number("a", year=2026)
        raise ZeroDivisionError
    assert next_number("a", year=2026) == 1


def test_a_number_needs_a_transaction(real_database):
    with pytest.raises(RuntimeError):
        next_number("a", year=2026)
