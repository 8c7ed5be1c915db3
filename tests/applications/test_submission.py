"""Sent and confirmed."""

import pytest

from mayorsclub.accounts.models import User
from mayorsclub.applications import drafts, kinds, queries
from mayorsclub.applications.domain import address, drafting, links, submission
from mayorsclub.applications.domain.states import MoveRefused
from mayorsclub.applications.models import Event, Link, State
from mayorsclub.audit.queries import history
from mayorsclub.committees.models import Matter
from mayorsclub.mail.models import Letter
from tests.applications import trial
from tests.applications.lives import draft, fill, letters, submitted, under_review
from tests.applications.trial import PERSON
from tests.factories.accounts import UserFactory
from tests.factories.applications import SentApplicationFactory
from tests.moments import DAY, NOON

pytestmark = pytest.mark.django_db


def submit(application, **changes):
    values = {"has_consented": True, "language": "uk", "by": None, "at": NOON, **changes}
    return submission.submit(application.pk, **values)


def test_sending_gives_number_consent_event_letter_and_audit_entry():
    application = submitted()

    assert (application.state, application.number) == (State.SUBMITTED, "Т-2026-0001")
    assert application.answers["person"]["surname"] == "Приклад"
    assert application.answers["consent"] == {"version": "trial-1", "given_at": NOON.isoformat()}
    assert (application.name, application.phone) == ("Приклад Іван", "+380441234567")
    assert application.expires_at == NOON + 14 * DAY
    assert [event.kind for event in application.events.all()] == [Event.Kind.SUBMITTED]
    assert letters(application) == ["resume", "confirm"]
    assert "application.submitted" in [entry.action for entry in history(application)]
    assert not Matter.objects.exists()


def test_numbers_follow_each_other_without_gaps():
    assert [submitted(f"a{n}@example.org").number for n in (1, 2)] == ["Т-2026-0001", "Т-2026-0002"]


def test_the_year_of_a_number_is_that_of_kyiv():
    at = NOON.replace(month=12, day=31, hour=22, minute=30)
    assert submitted(at=at).number == "Т-2027-0001"


def test_nothing_is_sent_without_consent():
    with pytest.raises(MoveRefused) as refused:
        submit(draft(), has_consented=False)
    assert refused.value.code == "no_consent"


def test_answers_that_became_wrong_are_found_and_the_step_named():
    application = fill(draft(), {**PERSON, "has_more": ["yes"]})
    with pytest.raises(MoveRefused) as refused:
        submit(application)
    assert (refused.value.code, refused.value.step) == ("incomplete", "more")
    application.refresh_from_db()
    assert application.state == State.DRAFT


def test_steps_that_the_answers_do_not_call_for_are_left_out():
    application = fill(draft(), {**PERSON, "has_more": ["yes"]})
    drafting.save_step(
        application.pk,
        "more",
        raw={"why": ["Because"]},
        answers={"why": "Because", "evidence": []},
        language="uk",
        at=NOON,
    )
    application = fill(application)  # now: no

    assert [step.slug for step in drafts.path(application).steps] == ["person"]
    assert set(submit(application).answers) == {"person", "consent"}


def test_confirming_makes_the_account_opens_the_matter_and_tells():
    application = under_review(language="en")

    assert application.state == State.UNDER_REVIEW
    assert application.expires_at is None
    assert application.applicant == User.objects.get(email="ivan@example.org")
    assert application.applicant.surname == "Приклад"
    matter = Matter.objects.get()
    assert (matter.subject, matter.body.slug) == (application, "membership")
    assert (matter.title_uk, matter.title_en) == ("Приклад Іван", "Ivan Pryklad")
    assert letters(application) == ["resume", "confirm", "received"]
    assert Letter.objects.get(kind="applications.received").language == "en"


def test_confirming_twice_is_refused():
    application = under_review()
    with pytest.raises(MoveRefused):
        submission.confirm_email(application.pk, at=NOON)
    assert Matter.objects.count() == 1


def test_a_mistyped_address_is_corrected_after_sending():
    application = submitted("ivna@example.org")
    stranger = links.make(application, Link.Purpose.CONFIRM, at=NOON)

    address.change_email(application.pk, email="Ivan@example.org", at=NOON)

    assert links.find(Link.Purpose.CONFIRM, "trial", stranger) is None
    assert letters(application) == ["resume", "confirm", "confirm"]
    assert Letter.objects.order_by("-pk")[0].to_address == "ivan@example.org"
    with pytest.raises(MoveRefused) as refused:
        submission.confirm_email(application.pk, email="ivna@example.org", at=NOON)
    assert refused.value.code == "link_dead"
    assert submission.confirm_email(application.pk, at=NOON).state == State.UNDER_REVIEW


def test_a_confirmed_address_is_not_changed_here():
    application = under_review()
    with pytest.raises(MoveRefused):
        address.change_email(application.pk, email="other@example.org", at=NOON)
    application.refresh_from_db()
    assert application.email == "ivan@example.org"


def test_whoever_is_signed_in_with_the_address_need_not_confirm_it():
    owner = UserFactory(email="ivan@example.org")
    application = submit(draft(), by=owner)

    assert application.state == State.UNDER_REVIEW
    assert application.applicant == owner
    assert letters(application) == ["resume", "received"]


def test_another_signed_in_person_confirms_like_everybody():
    assert submit(draft(), by=UserFactory()).state == State.SUBMITTED


def test_an_unverified_address_confirms_nothing():
    someone = UserFactory(email="ivan@example.org", verified_address=False)
    assert submit(draft(), by=someone).state == State.SUBMITTED


def refused_before(**changes):
    SentApplicationFactory(
        kind="trial",
        state=State.REJECTED,
        email="ivan@example.org",
        started_at=NOON,
        closed_at=NOON,
        **changes,
    )


def test_the_owner_hears_when_they_may_apply_again_and_then_may():
    refused_before()
    owner = UserFactory(email="ivan@example.org")
    with pytest.raises(MoveRefused) as refused:
        submit(draft(), by=owner, at=NOON + 89 * DAY)
    assert refused.value.code == "too_early"
    assert "21 лютого 2027 року" in refused.value.message

    assert submit(draft(), by=owner, at=NOON + 90 * DAY).state == State.UNDER_REVIEW


def test_a_stranger_learns_of_no_refusal_but_the_confirmed_owner_does():
    refused_before()
    application = submit(draft())
    assert application.state == State.SUBMITTED
    with pytest.raises(MoveRefused) as refused:
        submission.confirm_email(application.pk, at=NOON + DAY)
    assert refused.value.code == "too_early"
    application.refresh_from_db()
    assert application.state == State.SUBMITTED


def test_a_refusal_of_another_kind_or_person_does_not_count():
    refused_before()
    kinds.register(trial.make(slug="other", path="other", prefix="І"))
    try:
        assert submission.may_apply_from("other", "ivan@example.org") is None
    finally:
        kinds.unregister("other")
    assert submission.may_apply_from("trial", "olha@example.org") is None


def test_the_same_person_is_flagged_not_blocked():
    first = under_review()
    second = under_review("ivan.work@example.org")

    flags = queries.flags(second)
    assert [flag.code for flag in flags] == ["same_person", "trial"]
    assert first.number in str(flags[0].text)
    assert list(queries.others_of_person(second)) == [first]


def test_an_unconfirmed_application_flags_nobody():
    submitted("ivan.work@example.org")
    assert [flag.code for flag in queries.flags(under_review())] == ["trial"]
