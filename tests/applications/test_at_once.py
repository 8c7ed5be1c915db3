"""Two at the same instant, on real connections."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from mayorsclub.applications.domain import drafting, submission
from mayorsclub.applications.domain.states import MoveRefused
from mayorsclub.applications.models import Application, State
from mayorsclub.committees.models import Matter
from mayorsclub.mail.models import Letter
from tests.applications.lives import NOON, draft, submitted
from tests.applications.trial import PERSON


def at_once(count: int, work: Callable[[int], object]) -> list[object]:
    """Run `work(n)` in so many threads together; what each gave or raised."""
    start = threading.Barrier(count)
    results: list[object] = [None] * count

    def one(number: int) -> None:
        try:
            start.wait()
            results[number] = work(number)
        except MoveRefused as refused:
            results[number] = refused.code
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_ten_clicks_send_one_application(real_database):
    application = draft()
    results = at_once(
        10,
        lambda n: submission.submit(
            application.pk, has_consented=True, language="uk", by=None, at=NOON
        ),
    )
    assert results.count("sent") == 9
    assert Application.objects.filter(state=State.SUBMITTED, number="Т-2026-0001").count() == 1
    assert Letter.objects.filter(kind="applications.confirm").count() == 1


def test_two_confirmations_open_one_matter(real_database):
    application = submitted()
    results = at_once(4, lambda n: submission.confirm_email(application.pk, at=NOON))
    assert results.count("not_now") == 3
    assert Matter.objects.count() == 1


def test_numbers_of_simultaneous_applications_are_whole(real_database):
    drafts = [draft(f"a{n}@example.org") for n in range(6)]
    at_once(
        6,
        lambda n: submission.submit(
            drafts[n].pk, has_consented=True, language="uk", by=None, at=NOON
        ),
    )
    numbers = Application.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"Т-2026-{n:04}" for n in range(1, 7)]


def test_steps_saved_at_once_do_not_overwrite_each_other(real_database):
    application = draft()

    def save(number: int) -> None:
        slug = ("person", "more")[number % 2]
        raw = PERSON if slug == "person" else {"why": [str(number)]}
        drafting.save_step(
            application.pk, slug, raw=raw, answers=None, language="uk", at=timezone.now()
        )

    at_once(8, save)
    application.refresh_from_db()
    assert application.drafts["person"]["raw"] == PERSON
    assert application.drafts["more"]["raw"]["why"][0] in {"1", "3", "5", "7"}


@pytest.mark.parametrize("winner", range(2))
def test_sending_and_saving_at_once_never_break_each_other(real_database, winner):
    application = draft()

    def work(number: int) -> object:
        if number == winner:
            return submission.submit(
                application.pk, has_consented=True, language="uk", by=None, at=NOON
            )
        return drafting.save_step(
            application.pk, "person", raw=PERSON, answers=None, language="uk", at=NOON
        )

    results = at_once(2, work)
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert all(isinstance(result, Application) or result == "sent" for result in results)
