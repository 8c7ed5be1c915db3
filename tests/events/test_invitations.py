"""Personal invitations: whom they reach, when, and what ends them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mayorsclub.events.domain import events, invitations
from mayorsclub.events.domain.forgetting import forget_invitation
from mayorsclub.events.domain.invitations import Invited
from mayorsclub.events.domain.inviting import due, tell_invited_of
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Audience, Event, Invitation, Registration, State
from mayorsclub.events.queries import visible_to
from mayorsclub.events.tasks import send_invitations
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.segments import Segment
from mayorsclub.membership.models import Status
from tests.events.asking import actions, letters, refusal
from tests.factories.accounts import EditorFactory, SecretariatFactory, UserFactory
from tests.factories.events import (
    DraftEventFactory,
    EventFactory,
    InvitationFactory,
    RegistrationFactory,
)
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import RepresentativeFactory
from tests.moments import DAY, NOON

pytestmark = pytest.mark.django_db
OLHA = Invited("olha@example.org", "Зразок Ольга")
WHY = {"reason_uk": "Тривога", "reason_en": ""}


@pytest.fixture
def office():
    return SecretariatFactory()


@pytest.fixture
def closed():
    return EventFactory(
        audience=Audience.INVITED,
        title_uk="Зустріч",
        title_en="Meeting",
        place_uk="м. Київ",
        place_en="Kyiv",
    )


def secret(invitation: Invitation) -> str:
    return token(Purpose.INVITATION, invitation.nonce)


def test_people_are_invited_by_a_personal_link(office, closed):
    (own,) = invitations.invite(closed.pk, [OLHA], by=office, at=NOON)

    own.refresh_from_db()
    assert (own.email, own.name, own.language, own.user) == (OLHA.email, OLHA.name, "uk", None)
    assert (own.invited_at, own.invited_by, own.declined_at) == (NOON, office, None)
    letter = Letter.objects.get()
    assert (letter.kind, letter.to_address, letter.is_secret) == (
        "events.invited",
        OLHA.email,
        True,
    )
    assert letter.subject == "Запрошення: Зустріч"
    assert "30 листопада 2026 року, 14:00" in letter.body_text
    path = reverse("events:invited", args=[secret(own)])
    assert f"http://localhost:8000{path}" in letter.body_text
    assert secret(own) not in own.token_hash + own.nonce
    assert actions(closed) == ["event.invited"]


def test_whoever_has_an_account_is_known_by_the_address(office, closed):
    user = UserFactory(language="en")

    (own,) = invitations.invite(
        closed.pk, [Invited(user.email.upper(), "X", "en")], by=office, at=NOON
    )

    assert own.user == user
    letter = Letter.objects.get()
    assert (letter.kind, letter.to_user) == ("events.invited_account", user)
    assert letter.subject == "Invitation: Meeting"
    assert "Signed in to your account" in letter.body_text
    assert "Place: Kyiv" in letter.body_text
    assert list(visible_to(user, NOON)) == [closed]


def test_nobody_is_invited_twice(office, closed):
    user = UserFactory()
    people = [
        OLHA,
        Invited(" OLHA@example.org ", "Інша"),
        Invited(user.email, "", user=user),
        Invited("other@example.org", "", user=user),
    ]

    first = invitations.invite(closed.pk, people, by=office, at=NOON)
    again = invitations.invite(closed.pk, people, by=office, at=NOON + DAY)

    assert [own.email for own in first] == [OLHA.email, user.email]
    assert again == []
    assert sorted(address for _kind, address, _calendar in letters()) == [OLHA.email, user.email]


def test_whoever_declined_is_not_asked_again_and_whoever_was_revoked_may_be(office, closed):
    InvitationFactory(event=closed, email="no@example.org", declined_at=NOON)
    InvitationFactory(event=closed, email="off@example.org", revoked_at=NOON)
    people = [Invited("no@example.org", "Ні"), Invited("off@example.org", "Так")]

    new = invitations.invite(closed.pk, people, by=office, at=NOON)

    assert [own.email for own in new] == ["off@example.org"]
    assert [address for _kind, address, _calendar in letters()] == ["off@example.org"]


def test_guests_of_a_draft_hear_of_it_when_it_is_announced(office):
    event = DraftEventFactory(audience=Audience.INVITED)
    (own,) = invitations.invite(event.pk, [OLHA], by=office, at=NOON)
    revoked = InvitationFactory(event=event, email="off@example.org", revoked_at=NOON)
    assert letters() == []
    assert invitations.find(secret(own), at=NOON) is None

    events.announce(event.pk, by=office, at=NOON + DAY)

    assert letters() == [("events.invited", OLHA.email, "")]
    assert invitations.find(secret(own), at=NOON + DAY) == own
    assert invitations.find(secret(revoked), at=NOON + DAY) is None


def test_guests_hear_of_it_when_it_may_be_seen_and_once(office):
    event = DraftEventFactory(audience=Audience.INVITED)
    invitations.invite(event.pk, [OLHA], by=office, at=NOON)
    seen_from = NOON + 2 * DAY
    events.announce(event.pk, public_from=seen_from, by=office, at=NOON)
    invitations.invite(event.pk, [Invited("b@example.org", "Б")], by=office, at=NOON + DAY)
    assert (letters(), list(due(seen_from - timedelta(seconds=1)))) == ([], [])

    assert list(due(seen_from)) == [event]
    assert tell_invited_of(event.pk, at=seen_from) == 2
    assert tell_invited_of(event.pk, at=seen_from) == 0

    assert list(due(seen_from)) == []
    assert sorted(address for _kind, address, _calendar in letters()) == [
        "b@example.org",
        OLHA.email,
    ]


def test_the_worker_writes_to_those_who_wait(monkeypatch):
    own = InvitationFactory()
    monkeypatch.setattr("mayorsclub.events.tasks.timezone.now", lambda: NOON)

    send_invitations()
    send_invitations()

    assert letters() == [("events.invited", own.email, "")]


def test_of_many_the_first_are_written_to_at_once_and_the_others_by_the_worker(
    office, closed, monkeypatch
):
    monkeypatch.setattr("mayorsclub.events.domain.inviting.BATCH", 2)
    people = [Invited(f"guest{n}@example.org", "Гість") for n in range(5)]

    invitations.invite(closed.pk, people, by=office, at=NOON)
    assert len(letters()) == 2

    assert tell_invited_of(closed.pk, at=NOON) == 3
    assert sorted(address for _kind, address, _calendar in letters()) == [
        each.email for each in people
    ]


def test_nobody_writes_to_whom_we_forgot(closed):
    forget_invitation(InvitationFactory(event=closed))

    assert (list(due(NOON)), tell_invited_of(closed.pk, at=NOON)) == ([], 0)


@pytest.mark.parametrize("call", [events.cancel, events.postpone])
def test_nobody_is_invited_to_what_is_off(office, call):
    event = DraftEventFactory(audience=Audience.INVITED)
    invitations.invite(event.pk, [OLHA], by=office, at=NOON)
    events.announce(event.pk, public_from=NOON + DAY, by=office, at=NOON)

    call(event.pk, **WHY, by=office, at=NOON)

    assert tell_invited_of(event.pk, at=NOON + DAY) == 0
    assert letters() == []


def test_guests_of_what_was_postponed_hear_of_the_new_date(office, closed):
    events.postpone(closed.pk, **WHY, by=office, at=NOON)
    invitations.invite(closed.pk, [OLHA], by=office, at=NOON)
    assert letters() == []

    events.redate(
        closed.pk,
        starts_at=NOON + 20 * DAY,
        ends_at=NOON + 21 * DAY,
        place_uk="Львів",
        place_en="",
        **WHY,
        by=office,
        at=NOON,
    )

    assert letters() == [("events.invited", OLHA.email, "")]
    assert "13 грудня 2026 року, 14:00" in Letter.objects.get().body_text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": State.CANCELLED}, "not_now"),
        ({"archived_at": NOON}, "archived"),
        ({"starts_at": NOON, "ends_at": NOON + DAY}, "over"),
    ],
)
def test_nobody_is_invited_too_late(office, change, code):
    event = EventFactory(**change)

    assert refusal(invitations.invite, event.pk, [OLHA], by=office, at=NOON) == code


def test_only_the_secretariat_invites(closed):
    editor, own = EditorFactory(), InvitationFactory()

    assert refusal(invitations.invite, closed.pk, [OLHA], by=editor, at=NOON) == "not_allowed"
    assert refusal(invitations.revoke, own.pk, by=editor, at=NOON) == "not_allowed"


@pytest.mark.parametrize("email", ["", "olha", "a@b\r\nBcc: spy@example.org", "<script>@x.org"])
def test_what_is_no_address_invites_nobody(office, closed, email):
    people = [OLHA, Invited(email, "Х")]

    assert refusal(invitations.invite, closed.pk, people, by=office, at=NOON) == "bad_address"
    assert (Invitation.objects.count(), letters()) == (0, [])


def test_a_hostile_name_stays_out_of_the_letter(office, closed):
    name = "Х\r\nBcc: spy@example.org {link} https://evil.example.org\x00"

    (own,) = invitations.invite(closed.pk, [Invited(OLHA.email, name)], by=office, at=NOON)

    own.refresh_from_db()
    assert own.name == "Х Bcc: spy@example.org {link} https://evil.example.org"
    letter = Letter.objects.get()
    assert letter.to_name == ""
    assert "evil" not in letter.body_text + letter.subject


def test_two_thousand_at_once_and_no_more(office):
    event = DraftEventFactory(audience=Audience.INVITED)
    people = [Invited(f"guest{n}@example.org", "Гість") for n in range(2001)]

    too_many = refusal(invitations.invite, event.pk, people, by=office, at=NOON)
    assert (too_many, Invitation.objects.count()) == ("too_many_at_once", 0)

    assert len(invitations.invite(event.pk, people[:2000], by=office, at=NOON)) == 2000


# By segment


def test_registers_are_invited(office, closed):
    member = MemberFactory()
    MemberFactory(status=Status.SUSPENDED)
    partner = RepresentativeFactory()
    delegate = DelegateFactory(member=member, user=UserFactory())
    chosen = UserFactory(language="en")

    def invited(segment: Segment) -> list[object]:
        new = invitations.invite_segment(closed.pk, segment, by=office, at=NOON)
        return [own.user for own in new]

    assert invited(Segment("members", {"status": "active"})) == [member.user]
    assert invited(Segment("partners")) == [partner.user]
    assert invited(Segment("delegates", ids=(delegate.pk,))) == [delegate.user]
    assert invited(Segment("people", ids=(chosen.pk, member.user.pk))) == [chosen]
    assert Letter.objects.get(to_user=chosen).language == "en"


def test_whom_no_letter_reaches_is_not_invited(office, closed):
    off = UserFactory(is_active=False)

    new = invitations.invite_segment(
        closed.pk, Segment("people", ids=(off.pk,)), by=office, at=NOON
    )

    assert new == []


@pytest.mark.parametrize("segment", [Segment("kings"), Segment("people")])
def test_what_is_no_segment_is_refused(office, closed, segment):
    call = refusal(invitations.invite_segment, closed.pk, segment, by=office, at=NOON)

    assert call == "choice"


# Taken back, declined, found


def test_an_invitation_that_was_taken_back_opens_nothing(office, closed):
    user = UserFactory()
    (own,) = invitations.invite(closed.pk, [Invited(user.email, "Х")], by=office, at=NOON)
    assert invitations.find(secret(own), at=NOON) == own

    invitations.revoke(own.pk, by=office, at=NOON)
    invitations.revoke(own.pk, by=office, at=NOON + DAY)

    own.refresh_from_db()
    assert own.revoked_at == NOON
    assert invitations.find(secret(own), at=NOON) is None
    assert list(visible_to(user, NOON)) == []
    assert refusal(invitations.decline, own, at=NOON) == "invitation_over"
    assert actions(closed) == ["event.invited", "event.invitation_revoked"]


def test_an_invitation_is_declined_once(closed):
    own = InvitationFactory(event=closed)

    invitations.decline(own, at=NOON)
    invitations.decline(own, at=NOON + DAY)

    own.refresh_from_db()
    assert own.declined_at == NOON
    assert actions(closed) == ["event.invitation_declined"]
    assert invitations.find(secret(own), at=NOON) == own


def test_whoever_has_a_place_gives_it_up_first(closed):
    own = InvitationFactory(event=closed)
    RegistrationFactory(event=closed, invitation=own, user=None)

    assert refusal(invitations.decline, own, at=NOON) == "registered"
    assert Registration.objects.count() == 1


def test_a_link_opens_only_what_may_be_seen(closed):
    own = InvitationFactory(event=closed)
    link = secret(own)

    def found(**changes: object) -> bool:
        Event.objects.filter(pk=closed.pk).update(**changes)
        return invitations.find(link, at=NOON) is not None

    assert found()
    assert found(state=State.CANCELLED)
    assert not found(archived_at=NOON)
    assert not found(archived_at=None, public_from=NOON + DAY)
    assert not found(public_from=NOON, state=State.DRAFT)
    assert invitations.find(link + "x", at=NOON) is None
    assert invitations.find("", at=NOON) is None
    assert invitations.find(own.token_hash, at=NOON) is None


def test_a_secret_of_another_purpose_opens_nothing(closed):
    own = InvitationFactory(event=closed)

    assert invitations.find(token(Purpose.REGISTRATION, own.nonce), at=NOON) is None
