"""Who gets a place, as whom, and how it is given up."""

from datetime import timedelta

import pytest

from mayorsclub.audit.models import Entry
from mayorsclub.events.domain import registering, waiting
from mayorsclub.events.domain.registering import GuestFacts
from mayorsclub.events.models import Audience, Group, Question, Quota, Registration, Standing, State
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.mail.models import Letter
from mayorsclub.membership.models import Status
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.events import EventFactory, InvitationFactory, RegistrationFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import RepresentativeFactory
from tests.moments import DAY, MINUTE, NOON

pytestmark = pytest.mark.django_db

OLHA = GuestFacts("Зразок Ольга", "Olha@Example.org", "+380671234567", "ГО «Зразок»")


def register(event, user, **more):
    return registering.register(event.pk, **{"user": user, "by": user, "at": NOON, **more})


def guest(event, facts=OLHA, **more):
    return registering.register_guest(
        event.pk, facts, **{"language": "uk", "at": NOON, "answers": {}, **more}
    )


def refusal(call, *args, **more):
    with pytest.raises(RegistrationRefused) as refused:
        call(*args, **more)
    assert refused.value.message
    return refused.value.code


def letters():
    return list(Letter.objects.order_by("pk").values_list("kind", "to_address"))


def last_letter():
    return Letter.objects.order_by("pk").last()


# -- One click -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "audience", "group"),
    [
        (lambda: MemberFactory().user, Audience.OPEN, Group.MEMBERS),
        (lambda: MemberFactory().user, Audience.MEMBERS, Group.MEMBERS),
        (lambda: DelegateFactory().user, Audience.MEMBERS, Group.MEMBERS),
        (lambda: RepresentativeFactory().user, Audience.PARTNERS, Group.PARTNERS),
        (lambda: RepresentativeFactory().user, Audience.OPEN, Group.PARTNERS),
        (UserFactory, Audience.OPEN, Group.PUBLIC),
    ],
)
def test_a_person_with_an_account_gets_a_place_as_whom_they_are(person, audience, group):
    user = person()
    event = EventFactory(audience=audience)

    registration = register(event, user)

    assert (registration.group, registration.standing) == (group, Standing.REGISTERED)
    assert (registration.user, registration.by, registration.member) == (user, user, None)
    assert (registration.name, registration.email) == (user.get_full_name(), user.email)
    assert letters() == [("events.registered", user.email)]
    letter = Letter.objects.get()
    assert (letter.calendar_method, letter.is_secret) == ("REQUEST", True)
    entry = Entry.objects.get(action="registration.made")
    assert entry.facts == {"event": event.pk, "standing": "registered", "group": group}


@pytest.mark.parametrize(
    ("person", "audience"),
    [
        (UserFactory, Audience.PARTNERS),
        (UserFactory, Audience.MEMBERS),
        (lambda: RepresentativeFactory().user, Audience.MEMBERS),
        (lambda: MemberFactory(status=Status.SUSPENDED).user, Audience.MEMBERS),
        (lambda: MemberFactory().user, Audience.INVITED),
        (SecretariatFactory, Audience.MEMBERS),
        (lambda: UserFactory(is_active=False), Audience.OPEN),
    ],
)
def test_nobody_gets_into_what_is_not_for_them(person, audience):
    event = EventFactory(audience=audience)

    assert refusal(register, event, person()) == "not_allowed"
    assert (Registration.objects.count(), letters()) == (0, [])


def test_a_partner_registers_before_the_public_sees_an_open_event():
    event = EventFactory(public_from=NOON + DAY, partners_from=NOON)

    assert refusal(register, event, UserFactory()) == "not_allowed"
    assert refusal(guest, event) == "not_allowed"
    assert register(event, RepresentativeFactory().user).group == Group.PARTNERS


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": State.CANCELLED}, "cancelled"),
        ({"state": State.POSTPONED}, "postponed"),
        ({"takes_registrations": False}, "no_registration"),
        ({"starts_at": NOON}, "over"),
        ({"registration_until": NOON}, "closed"),
    ],
)
def test_registration_that_is_not_open_says_why(change, code):
    event = EventFactory(**change)

    assert refusal(register, event, UserFactory()) == code
    assert refusal(guest, event) == code


def test_registration_is_open_until_the_very_moment():
    event = EventFactory(registration_until=NOON + timedelta(seconds=1))

    assert register(event, UserFactory()).standing == Standing.REGISTERED


def test_nobody_is_registered_twice():
    event, user = EventFactory(), UserFactory()
    first = register(event, user)

    assert refusal(register, event, user) == "already"
    assert list(Registration.objects.all()) == [first]


def test_an_address_registered_without_an_account_is_the_accounts_own():
    event = EventFactory()
    first = guest(event)
    user = UserFactory(email="olha@example.org")

    assert refusal(register, event, user) == "already"
    assert registering.cancel(first.pk, by=user, at=NOON).standing == Standing.CANCELLED
    assert register(event, user).user == user


def test_a_place_given_up_can_be_taken_again():
    event, user = EventFactory(), UserFactory()
    registering.cancel(register(event, user).pk, by=user, at=NOON)

    assert register(event, user).standing == Standing.REGISTERED
    assert Registration.objects.count() == 2


# -- A delegate ----------------------------------------------------------------------------


def test_a_delegate_registers_the_member():
    delegate = DelegateFactory()
    member = delegate.member
    event = EventFactory(audience=Audience.MEMBERS)

    made = register(event, member.user, member=member, by=delegate.user)

    assert (made.user, made.member, made.by) == (member.user, member, delegate.user)
    assert (made.group, made.name) == (Group.MEMBERS, member.user.get_full_name())
    assert letters() == [("events.registered", member.user.email)]


def test_a_delegate_comes_instead_of_the_member():
    delegate = DelegateFactory()
    event = EventFactory(audience=Audience.MEMBERS)

    made = register(event, delegate.user, member=delegate.member)

    assert (made.user, made.member, made.by) == (delegate.user, delegate.member, delegate.user)
    assert letters() == [("events.registered", delegate.user.email)]


@pytest.mark.parametrize(
    "change", [{"may_register": False}, {"removed_at": NOON}, {"accepted_at": None}]
)
def test_whom_the_member_does_not_let_registers_nobody(change):
    delegate = DelegateFactory(**change)
    member, event = delegate.member, EventFactory()

    for user in (member.user, delegate.user):
        assert refusal(register, event, user, member=member, by=delegate.user) == "delegate_only"


def test_a_member_suspended_a_moment_ago_is_registered_by_nobody():
    delegate = DelegateFactory()
    member, event = delegate.member, EventFactory()
    type(member).objects.filter(pk=member.pk).update(status=Status.SUSPENDED)

    code = refusal(register, event, member.user, member=member, by=delegate.user)
    assert code == "delegate_only"


def test_nobody_registers_a_stranger():
    event, member = EventFactory(), MemberFactory()
    own = DelegateFactory()

    assert refusal(register, event, member.user, by=UserFactory()) == "delegate_only"
    assert refusal(register, event, UserFactory(), member=own.member, by=own.user) == (
        "delegate_only"
    )
    assert refusal(register, event, member.user, member=own.member, by=own.user) == (
        "delegate_only"
    )


def test_a_delegate_of_a_suspended_member_is_an_ordinary_person():
    delegate = DelegateFactory(member__status=Status.SUSPENDED)
    event = EventFactory()

    code = refusal(register, event, delegate.user, member=delegate.member)
    assert code == "delegate_only"
    assert register(event, delegate.user).group == Group.PUBLIC


def test_member_registered_already_is_said_to_the_delegate():
    delegate = DelegateFactory()
    member, event = delegate.member, EventFactory()
    register(event, member.user)

    code = refusal(register, event, member.user, member=member, by=delegate.user)
    assert code == "already_other"


def test_a_delegate_gives_up_only_what_is_in_the_members_name():
    delegate = DelegateFactory()
    member, event = delegate.member, EventFactory()
    own = register(event, member.user)
    assert refusal(registering.cancel, own.pk, by=delegate.user, at=NOON) == "not_allowed"

    registering.cancel(own.pk, by=member.user, at=NOON)
    named = register(event, member.user, member=member, by=delegate.user)
    registering.cancel(named.pk, by=delegate.user, at=NOON)
    named.refresh_from_db()
    assert named.standing == Standing.CANCELLED


# -- Without an account --------------------------------------------------------------------


def test_a_guest_gets_a_place_and_a_letter_without_typed_words():
    event = EventFactory()

    made = guest(event, GuestFacts("Купуйте в нас", "a@example.org", "", "Найкраща ціна"))

    assert (made.user, made.by, made.group) == (None, None, Group.PUBLIC)
    assert (made.name, made.email, made.organisation) == (
        "Купуйте в нас",
        "a@example.org",
        "Найкраща ціна",
    )
    letter = Letter.objects.get()
    assert (letter.kind, letter.to_address, letter.to_name) == (
        "events.registered",
        "a@example.org",
        "",
    )
    said = letter.subject + letter.body_text + letter.body_html + letter.calendar
    assert "Купуйте" not in said
    assert "ціна" not in said


def test_a_guest_is_kept_tidily():
    made = guest(
        EventFactory(), GuestFacts(" Зразок\x00\n Ольга ", " OLHA@example.org ", "", "x" * 300)
    )

    assert (made.name, made.email, len(made.organisation)) == (
        "Зразок Ольга",
        "olha@example.org",
        200,
    )
    assert refusal(guest, EventFactory(), GuestFacts("\x00 ", "a@example.org")) == "name_required"
    assert refusal(guest, EventFactory(), GuestFacts("Ольга", "")) == "not_allowed"


@pytest.mark.parametrize("audience", [Audience.PARTNERS, Audience.MEMBERS, Audience.INVITED])
def test_the_public_registers_for_open_events_only(audience):
    assert refusal(guest, EventFactory(audience=audience)) == "not_allowed"


def test_an_address_that_is_registered_gets_its_letter_again():
    event = EventFactory()
    first = guest(event)

    again = guest(event, GuestFacts("Інша Особа", "OLHA@example.org"))

    assert (again, Registration.objects.count()) == (first, 1)
    assert letters() == [
        ("events.registered", "olha@example.org"),
        ("events.registration_again", "olha@example.org"),
    ]
    first.refresh_from_db()
    assert first.name == "Зразок Ольга"


def test_an_account_is_not_taken_over_by_typing_its_address():
    member, event = MemberFactory(), EventFactory()

    made = guest(event, GuestFacts("Хтось", member.user.email))

    assert (made.user, made.group) == (None, Group.PUBLIC)


# -- Invited -------------------------------------------------------------------------------


def test_an_invited_guest_registers_with_the_address_of_the_invitation():
    invitation = InvitationFactory()

    made = guest(invitation.event, invitation=invitation)

    assert (made.email, made.group, made.invitation) == (
        invitation.email,
        Group.GUESTS,
        invitation,
    )


def test_an_invited_person_with_an_account_is_who_the_account_says():
    member = MemberFactory()
    invitation = InvitationFactory(user=member.user, email=member.user.email)

    made = guest(invitation.event, invitation=invitation)

    assert (made.user, made.name, made.group) == (
        member.user,
        member.user.get_full_name(),
        Group.MEMBERS,
    )


def test_an_invited_person_registers_with_one_click():
    user = UserFactory()
    invitation = InvitationFactory(user=user, email=user.email)

    made = register(invitation.event, user)

    assert (made.group, made.user) == (Group.GUESTS, user)


@pytest.mark.parametrize(
    ("change", "code"), [({"revoked_at": NOON}, "not_allowed"), ({"declined_at": NOON}, "declined")]
)
def test_an_invitation_that_ended_opens_nothing(change, code):
    user = UserFactory()
    invitation = InvitationFactory(**change)
    own = InvitationFactory(event=invitation.event, user=user, email=user.email, **change)

    assert refusal(guest, invitation.event, invitation=invitation) == code
    assert refusal(guest, invitation.event, invitation=own) == code
    assert refusal(register, invitation.event, user) == code


def test_an_invitation_opens_its_own_event_only():
    other = EventFactory(audience=Audience.INVITED)

    assert refusal(guest, other, invitation=InvitationFactory()) == "not_allowed"


# -- Seats ---------------------------------------------------------------------------------


def test_who_comes_when_it_is_full_waits():
    event = EventFactory(seats=1)
    register(event, UserFactory())
    user = UserFactory()

    late = register(event, user, at=NOON + MINUTE)

    assert (late.standing, late.waiting_since) == (Standing.WAITING, NOON + MINUTE)
    assert letters()[-1] == ("events.waiting", user.email)
    assert last_letter().calendar == ""
    assert (registering.seats_taken(event), registering.seats_left(event, Group.PUBLIC)) == (1, 0)


def test_a_group_with_a_quota_has_seats_of_its_own():
    event = EventFactory(seats=3)
    Quota.objects.create(event=event, group=Group.PARTNERS, seats=1)
    left = {group: registering.seats_left(event, group) for group in Group.values}
    assert left == {"members": 2, "partners": 1, "guests": 2, "public": 2}

    made = [register(event, RepresentativeFactory().user).standing for _ in range(2)]
    made += [register(event, UserFactory()).standing for _ in range(3)]

    assert made == ["registered", "waiting", "registered", "registered", "waiting"]


def test_quotas_beyond_the_seats_never_oversell():
    event = EventFactory(seats=1)
    Quota.objects.create(event=event, group=Group.PARTNERS, seats=5)

    assert registering.seats_left(event, Group.PARTNERS) == 1
    assert registering.seats_left(event, Group.PUBLIC) == 0


def test_without_a_number_of_seats_there_is_no_limit_but_a_quota():
    event = EventFactory(seats=None)
    Quota.objects.create(event=event, group=Group.PUBLIC, seats=0)

    assert registering.seats_left(event, Group.MEMBERS) is None
    assert register(event, UserFactory()).standing == Standing.WAITING


def test_who_waits_goes_before_who_comes_now():
    event = EventFactory(seats=1)
    first = register(event, UserFactory())
    second = register(event, UserFactory())
    Registration.objects.filter(pk=first.pk).update(standing=Standing.CANCELLED)

    third = register(event, UserFactory())

    second.refresh_from_db()
    assert (second.standing, third.standing) == (Standing.OFFERED, Standing.WAITING)


# -- Giving up -----------------------------------------------------------------------------


def test_giving_up_takes_the_event_out_of_the_calendar():
    event, user = EventFactory(), UserFactory()
    made = register(event, user)

    gone = registering.cancel(made.pk, by=None, at=NOON + MINUTE)

    assert (gone.standing, gone.ended_at) == (Standing.CANCELLED, NOON + MINUTE)
    letter = last_letter()
    assert (letter.kind, letter.calendar_method) == ("events.cancelled_by_you", "CANCEL")
    assert refusal(registering.cancel, made.pk, by=None, at=NOON + MINUTE) == "not_now"


def test_a_stranger_gives_up_nobodys_place():
    made = register(EventFactory(), UserFactory())

    assert refusal(registering.cancel, made.pk, by=UserFactory(), at=NOON) == "not_allowed"


def test_after_the_beginning_nothing_is_given_up():
    event = EventFactory()
    made = register(event, UserFactory())

    assert refusal(registering.cancel, made.pk, by=None, at=event.starts_at) == "over"


def test_a_place_at_a_postponed_event_may_be_given_up():
    made = RegistrationFactory(event=EventFactory(state=State.POSTPONED))

    assert registering.cancel(made.pk, by=made.user, at=NOON).standing == Standing.CANCELLED


# -- Questions -----------------------------------------------------------------------------


def ask(event, kind=Question.Kind.TEXT, **more):
    return Question.objects.create(event=event, kind=kind, label_uk="Що Вас цікавить?", **more)


def test_answers_are_kept_by_the_number_of_the_question():
    event = EventFactory()
    text = ask(event)
    choice = ask(event, Question.Kind.CHOICE, choices_uk="риба\nм’ясо")
    consent = ask(event, Question.Kind.CONSENT, is_required=True)
    given = {str(text.pk): " =1+1 <b>\r\nтак\x00 ", str(choice.pk): "2", str(consent.pk): True}

    made = register(event, UserFactory(), answers={**given, "999999": "чуже", "x": "y" * 10_000})

    assert made.answers == {
        str(text.pk): "=1+1 <b>\nтак",
        str(choice.pk): "2",
        str(consent.pk): NOON.isoformat(),
    }


@pytest.mark.parametrize(
    ("kind", "answer", "code"),
    [
        ("text", "", "answer_required"),
        ("text", "\x00 ", "answer_required"),
        ("text", "x" * 1001, "answer_too_long"),
        ("choice", "", "answer_required"),
        ("choice", "3", "no_such_choice"),
        ("choice", "риба", "no_such_choice"),
        ("consent", "", "answer_required"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(kind, answer, code):
    event = EventFactory()
    question = ask(event, kind, is_required=True, choices_uk="риба\nм’ясо")
    given = {str(question.pk): answer}

    assert refusal(register, event, UserFactory(), answers=given) == code
    assert refusal(guest, event, answers=given) == code
    assert Registration.objects.count() == 0


def test_a_question_that_was_taken_off_is_not_asked():
    event = EventFactory()
    question = ask(event, is_required=True, removed_at=NOON)

    made = register(event, UserFactory(), answers={str(question.pk): "так"})

    assert made.answers == {}


# -- The desk ------------------------------------------------------------------------------


def test_a_walk_in_is_in_without_a_letter():
    event, by = EventFactory(seats=1), SecretariatFactory()
    at = event.starts_at + MINUTE

    made = registering.walk_in(event.pk, GuestFacts("Зразок Ольга"), by=by, at=at)

    assert (made.standing, made.is_walk_in, made.group) == (
        Standing.REGISTERED,
        True,
        Group.PUBLIC,
    )
    assert (made.checked_in_at, made.checked_in_by, made.email) == (at, by, "")
    assert letters() == []
    assert refusal(registering.walk_in, event.pk, GuestFacts("Друга"), by=by, at=at) == "full"
    over = registering.walk_in(event.pk, GuestFacts("Друга"), by=by, at=at, over_seats=True)
    assert over.standing == Standing.REGISTERED
    assert registering.seats_left(event, Group.PUBLIC) == 0


def test_only_the_secretariat_keeps_the_door():
    event = EventFactory()
    made = register(event, UserFactory())

    assert refusal(registering.walk_in, event.pk, OLHA, by=UserFactory(), at=NOON) == "not_allowed"
    code = refusal(registering.office_register, event.pk, OLHA, by=UserFactory(), at=NOON)
    assert code == "not_allowed"
    code = refusal(registering.office_cancel, made.pk, reason="–", by=made.user, at=NOON)
    assert code == "not_allowed"


def test_a_walk_in_who_is_registered_is_found():
    event = EventFactory()
    guest(event)

    code = refusal(registering.walk_in, event.pk, OLHA, by=SecretariatFactory(), at=NOON)
    assert code == "already_other"


def test_the_secretariat_registers_over_the_seats_only_when_it_says_so():
    event, by = EventFactory(seats=1, registration_until=NOON - DAY), SecretariatFactory()
    RegistrationFactory(event=event)

    waits = registering.office_register(event.pk, OLHA, by=by, at=NOON)
    other = GuestFacts("Друга", "druha@example.org")
    over = registering.office_register(event.pk, other, over_seats=True, by=by, at=NOON)

    assert (waits.standing, over.standing) == (Standing.WAITING, Standing.REGISTERED)
    assert letters() == [
        ("events.waiting", "olha@example.org"),
        ("events.registered", "druha@example.org"),
    ]


def test_the_secretariat_takes_a_place_back_and_says_why():
    event, by = EventFactory(seats=1), SecretariatFactory()
    made = register(event, UserFactory())
    waits = register(event, UserFactory())

    assert refusal(registering.office_cancel, made.pk, reason=" ", by=by, at=NOON) == (
        "reason_required"
    )
    registering.office_cancel(made.pk, reason="Подвійна реєстрація", by=by, at=NOON)

    waits.refresh_from_db()
    assert waits.standing == Standing.OFFERED
    told = Letter.objects.get(kind="events.cancelled_by_office")
    assert (told.calendar_method, "Подвійна реєстрація" in told.body_text) == ("CANCEL", True)


# -- Links ---------------------------------------------------------------------------------


def test_the_link_of_a_letter_finds_its_registration():
    made = guest(EventFactory())
    secret = Letter.objects.get().body_text.split("/registration/")[1].split("/")[0]

    assert registering.find_by_link(secret) == made
    assert registering.find_by_link(secret[:-1]) is None
    assert registering.find_by_link("") is None
    assert waiting.accept(made.pk, at=NOON) == made
