"""Two at the same instant, on real connections."""

from functools import partial

import pytest
from django.utils import timezone

from mayorsclub.applications.domain import drafting, submission
from mayorsclub.applications.models import Application, State
from mayorsclub.committees.models import Matter
from mayorsclub.mail.models import Letter
from tests.applications.lives import draft, submitted
from tests.applications.trial import PERSON
from tests.at_once import at_once
from tests.moments import NOON


def test_ten_clicks_send_one_application(real_database):
    application = draft()
    results = at_once(
        [
            lambda: submission.submit(
                application.pk, has_consented=True, language="uk", by=None, at=NOON
            )
        ]
        * 10
    )
    assert results.count("sent") == 9
    assert Application.objects.filter(state=State.SUBMITTED, number="Т-2026-0001").count() == 1
    assert Letter.objects.filter(kind="applications.confirm").count() == 1


def test_two_confirmations_open_one_matter(real_database):
    application = submitted()
    results = at_once([lambda: submission.confirm_email(application.pk, at=NOON)] * 4)
    assert results.count("not_now") == 3
    assert Matter.objects.count() == 1


def test_numbers_of_simultaneous_applications_are_whole(real_database):
    drafts = [draft(f"a{n}@example.org") for n in range(6)]
    at_once(
        [
            partial(submission.submit, each.pk, has_consented=True, language="uk", by=None, at=NOON)
            for each in drafts
        ]
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

    at_once([partial(save, number) for number in range(8)])
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

    results = at_once([partial(work, number) for number in range(2)])
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert all(isinstance(result, Application) or result == "sent" for result in results)
