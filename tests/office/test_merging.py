"""Two records of one person become one, and nothing is lost or counted twice."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mayorsclub.accounts.models import Correction, User
from mayorsclub.audit.domain.verify import verify
from mayorsclub.committees.models import Elector
from mayorsclub.events.models import ACTIVE, CalendarFeed, Registration
from mayorsclub.mail.models import Letter
from mayorsclub.membership.models import Delegate, Member
from mayorsclub.office.domain.merging import MergeRefused, merge, preview
from mayorsclub.office.same_people import pairs, spelling
from mayorsclub.search.models import Entry
from mayorsclub.sessions.models import QuestionVote, Support
from tests.committees.conftest import hall  # noqa: F401
from tests.factories.accounts import EditorFactory, SecretariatFactory, UserFactory
from tests.factories.applications import SentApplicationFactory
from tests.factories.committees import BodyFactory, SeatFactory, put_to_vote
from tests.factories.directory import PublicProfileFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.mail import LetterFactory
from tests.factories.membership import DelegateFactory, MemberFactory, PostFactory
from tests.factories.partners import RepresentativeFactory
from tests.factories.sessions import ProposalFactory, QuestionFactory
from tests.moments import NOON


@pytest.fixture
def two(db):
    keep = UserFactory(email="ivan@example.org", phone="")
    other = UserFactory(email="ivan.p@example.org", phone="+380671234567", patronymic="")
    return keep, other


def merged(keep: User, other: User, **take: str) -> User:
    return merge(keep.pk, other.pk, take=take, by=SecretariatFactory(), at=NOON)


def test_everything_of_the_other_names_the_kept_one(two):
    keep, other = two
    application = SentApplicationFactory(applicant=other)
    member = MemberFactory(user=other)
    speaker = RepresentativeFactory(user=other)
    delegation = DelegateFactory(user=other)
    letter = LetterFactory(to_user=other)
    merged(keep, other)
    for record, name in ((application, "applicant"), (member, "user"), (speaker, "user")):
        record.refresh_from_db()
        assert getattr(record, name) == keep
    for record, name in ((delegation, "user"), (letter, "to_user")):
        record.refresh_from_db()
        assert getattr(record, name) == keep
    keep.refresh_from_db()
    other.refresh_from_db()
    assert (keep.email, keep.phone) == ("ivan@example.org", "+380671234567")
    assert (other.email, other.is_active, other.merged_into) == (
        f"merged-{other.pk}@merged.invalid",
        False,
        keep,
    )
    assert str(other) == other.email
    assert not other.emailaddress_set.exists()
    assert (
        Letter.objects.filter(kind="accounts.address_changed").get().to_address
        == "ivan.p@example.org"
    )
    assert verify().faults == []


def test_the_other_address_can_be_the_one_that_stays(two):
    keep, other = two
    merged(keep, other, email="other", phone="keep")
    keep.refresh_from_db()
    assert (keep.email, keep.phone) == ("ivan.p@example.org", "")
    assert keep.emailaddress_set.get().email == "ivan.p@example.org"
    assert list(Correction.objects.values_list("field", "before", "after")) == [
        ("email", "ivan@example.org", "ivan.p@example.org")
    ]


def test_of_two_entries_one_stays_and_takes_over_posts_and_delegates(two, office):
    keep, other = two
    ours, theirs = MemberFactory(user=keep), MemberFactory(user=other)
    PostFactory(member=ours)
    PostFactory(member=theirs)
    post = PostFactory(member=theirs, kind="acting")
    DelegateFactory(member=theirs)
    merged(keep, other)
    theirs.refresh_from_db()
    assert (theirs.merged_into, theirs.status, theirs.user) == (ours, "left", other)
    assert theirs.status_changes.get().reason == f"Об’єднано із записом {ours.register_number}"
    assert {each.kind for each in ours.posts.all()} == {"mayor", "acting"}
    assert post.pk in {each.pk for each in ours.posts.all()}
    assert Delegate.objects.get().member == ours
    shown = unescape(office.get("/office/members/").content.decode())
    assert ours.register_number in shown
    assert theirs.register_number not in shown


def test_votes_are_never_changed_so_two_on_one_roll_stay_two(two, hall):  # noqa: F811
    keep, other = two
    body = BodyFactory()
    SeatFactory(body=body, user=keep)
    SeatFactory(body=body, user=other)
    put_to_vote(body)
    assert Elector.objects.count() == 2
    with pytest.raises(MergeRefused) as refusal:
        merged(keep, other)
    assert refusal.value.code == "roll"


def test_a_seat_and_its_rolls_move(two, hall):  # noqa: F811
    keep, other = two
    seat = SeatFactory(user=other)
    put_to_vote(seat.body)
    merged(keep, other)
    seat.refresh_from_db()
    assert (seat.user, Elector.objects.get().user) == (keep, keep)


@pytest.mark.parametrize(
    ("mine", "theirs", "stays"),
    [
        ("registered", "registered", "keep"),
        ("waiting", "registered", "other"),
        ("waiting", "offered", "other"),
        ("offered", "waiting", "keep"),
    ],
)
def test_of_two_registrations_for_one_event_the_better_stays(two, mine, theirs, stays):
    keep, other = two
    event = EventFactory()
    rows = {
        name: RegistrationFactory(
            event=event, user=user, standing=standing, offered_until=event.starts_at
        )
        for name, user, standing in (("keep", keep, mine), ("other", other, theirs))
    }
    elsewhere = RegistrationFactory(user=other)
    CalendarFeed.objects.create(user=other, nonce="n", token_hash="h", made_at=NOON)

    merged(keep, other)

    active = Registration.objects.filter(user=keep, event=event, standing__in=ACTIVE)
    assert list(active) == [rows[stays]]
    assert Registration.objects.filter(user=keep, event=event).count() == 2
    elsewhere.refresh_from_db()
    assert elsewhere.user == keep
    assert CalendarFeed.objects.get().user == other


def test_who_speaks_for_a_partner_twice_speaks_once(two):
    keep, other = two
    first = RepresentativeFactory(user=keep)
    second = RepresentativeFactory(user=other, partner=first.partner, is_main=False)
    merged(keep, other)
    second.refresh_from_db()
    assert (second.user, second.removed_at) == (keep, NOON)


def test_a_delegate_of_oneself_is_none(two):
    keep, other = two
    member = MemberFactory(user=keep)
    delegation = DelegateFactory(member=member, user=other)
    merged(keep, other)
    delegation.refresh_from_db()
    assert delegation.removed_at == NOON


@pytest.mark.parametrize(
    ("chosen", "stays"), [("keep", "first"), ("other", "second"), ("", "first")]
)
def test_of_two_profiles_the_chosen_one_stays(two, client, chosen, stays):
    keep, other = two
    for user, slug in ((keep, "first"), (other, "second")):
        PublicProfileFactory(member=MemberFactory(user=user), slug=slug)
    fields = {
        name for name, _mine, _theirs in preview(keep.pk, other.pk, by=SecretariatFactory()).fields
    }
    assert "directory_profile" in fields
    merged(keep, other, **({"directory_profile": chosen} if chosen else {}))
    goes = {"first": "second", "second": "first"}[stays]
    kept, given_up = Member.objects.get(user=keep), Member.objects.get(user=other)
    assert (kept.profile.slug, given_up.profile.slug) == (stays, goes)
    assert client.get(f"/members/{stays}/").status_code == 200
    assert client.get(f"/members/{goes}/")["Location"] == f"/members/{stays}/"
    found = Entry.objects.filter(kind="members")
    assert {entry.url for entry in found} == {f"/members/{stays}/", f"/en/members/{stays}/"}


def test_the_only_profile_stays_whoever_had_it(two):
    keep, other = two
    kept = MemberFactory(user=keep)
    PublicProfileFactory(member=MemberFactory(user=other), slug="only")
    merged(keep, other)
    assert Member.objects.get(pk=kept.pk).profile.slug == "only"


@pytest.mark.parametrize("code", ["same", "staff", "self", "not_allowed", "merged"])
def test_what_cannot_be_merged_says_why(two, code):
    keep, other = two
    secretary = SecretariatFactory()
    pairs_of = {
        "same": (keep, keep, secretary),
        "staff": (keep, EditorFactory(), secretary),
        "self": (keep, secretary, secretary),
        "not_allowed": (keep, other, UserFactory()),
        "merged": (keep, UserFactory(merged_into=keep), secretary),
    }
    one, two_, by = pairs_of[code]
    expected = {"staff": "not_allowed", "self": "not_allowed"}.get(code, code)
    with pytest.raises(MergeRefused) as refusal:
        merge(one.pk, two_.pk, take={}, by=by, at=NOON)
    assert refusal.value.code == expected


def test_people_who_may_be_the_same_are_found(two):
    keep, other = two
    for user in two:
        user.sort_key = "key"
        user.save()
    UserFactory(email="else@example.com", sort_key="another")
    found = pairs()
    assert [(pair.one, pair.other, pair.why) for pair in found] == [(keep, other, ("name",))]
    assert spelling("Ivan.P+club@googlemail.com") == spelling("ivanp@gmail.com")


def test_pairs_cost_the_same_however_many_there_are(office, db):
    costs = []
    for more in (1, 5):
        for number in range(more):
            for _twice in range(2):
                UserFactory(sort_key=f"same {more} {number}")
        office.get("/office/people/same/")
        with CaptureQueriesContext(connection) as counted:
            assert office.get("/office/people/same/").status_code == 200
        costs.append(len(counted))
    assert len(pairs()) >= 6
    assert costs[0] == costs[1]


def test_the_page_shows_both_and_asks_for_the_word(two, office):
    keep, other = two
    MemberFactory(user=other)
    page = f"/office/people/{keep.pk}/merge/{other.pk}/"
    shown = unescape(office.get(page).content.decode())
    assert "ivan.p@example.org" in shown
    take = {"email": "keep", "phone": "other", "patronymic": "keep"}
    assert office.post(page, {**take, "word": "так"}).status_code == 422
    assert Member.objects.get().user == other
    answer = office.post(page, {**take, "word": "підтверджую"})
    assert answer["Location"] == f"/office/people/{keep.pk}/"
    assert Member.objects.get().user == keep
    assert office.get(f"/office/people/same/?of={keep.pk}").status_code == 200


def test_votes_on_sessions_move_once_each_and_none_is_for_oneself(two):
    keep, other = two
    own, both, foreign = QuestionFactory(asked_by=keep), QuestionFactory(), QuestionFactory()
    for user, question in ((other, own), (keep, both), (other, both), (other, foreign)):
        QuestionVote.objects.create(question=question, user=user, at=NOON)
    asked = QuestionFactory(asked_by=other)
    proposal = ProposalFactory(proposed_by=other)
    Support.objects.create(proposal=proposal, user=keep, at=NOON)
    merged(keep, other)
    asked.refresh_from_db()
    proposal.refresh_from_db()
    assert (asked.asked_by, proposal.proposed_by) == (keep, keep)
    assert set(QuestionVote.objects.filter(user=keep).values_list("question", flat=True)) == {
        both.pk,
        foreign.pk,
    }
    assert not Support.objects.exists()
