"""Who is found, who is left out and why; each person and each address once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mayorsclub.mail.models import State as LetterState
from mayorsclub.mailings.domain.news import choose
from mayorsclub.mailings.receiving import receivers
from mayorsclub.mailings.segments import SOURCES, Segment
from mayorsclub.membership.models import Status
from tests.factories.accounts import UserFactory
from tests.factories.applications import SentApplicationFactory
from tests.factories.committees import SeatFactory
from tests.factories.events import RegistrationFactory
from tests.factories.mail import LetterFactory
from tests.factories.membership import DelegateFactory, MemberFactory, PostFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.moments import MINUTE, NOON

pytestmark = pytest.mark.django_db


def found(register: str, purpose: str = "service", ids: tuple[int, ...] = (), **filters: str):
    segment = Segment(register, filters, ids)
    return {r.email: r.left_out for r in receivers(segment, purpose=purpose, at=NOON)}


def member(email: str, **more: object):
    return MemberFactory(user__email=email, **more)


def test_members_by_status_interest_language_and_post():
    active = member("a@example.org", interests=["missions"])
    PostFactory(member=active)
    member("b@example.org", status=Status.SUSPENDED, user__language="en")
    assert found("members") == {"a@example.org": "", "b@example.org": ""}
    assert found("members", status="active") == {"a@example.org": ""}
    assert found("members", language="en") == {"b@example.org": ""}
    assert found("members", interest="missions") == {"a@example.org": ""}
    assert found("members", in_office="current") == {"a@example.org": ""}
    assert found("members", in_office="former") == {"b@example.org": ""}
    oblast = active.posts.get().territory.oblast
    assert found("members", oblast=str(oblast.pk)) == {"a@example.org": ""}


def test_nobody_writes_to_the_dead_even_chosen_by_hand():
    gone = member("a@example.org", status=Status.DECEASED)
    other = member("b@example.org")
    assert found("members", ids=(gone.pk, other.pk)) == {"b@example.org": ""}


def test_partners_by_kind_country_and_sector():
    energy = PartnerFactory(sectors=["energy"], kind="fund", country="JP")
    RepresentativeFactory(partner=energy, user__email="a@example.org")
    RepresentativeFactory(partner=energy, user__email="gone@example.org", removed_at=NOON)
    RepresentativeFactory(user__email="b@example.org")
    assert found("partners") == {"a@example.org": "", "b@example.org": ""}
    for filters in ({"sector": "energy"}, {"kind": "fund"}, {"country": "JP"}):
        assert found("partners", **filters) == {"a@example.org": ""}


def test_delegates_committees_applicants_and_people():
    DelegateFactory(user__email="d@example.org")
    DelegateFactory(user__email="x@example.org", removed_at=NOON)
    DelegateFactory(user__email="y@example.org", member__status=Status.LEFT)
    seat = SeatFactory(user__email="c@example.org")
    SeatFactory(user__email="z@example.org", until=NOON.date())
    SentApplicationFactory(email="p@example.org", language="en")
    SentApplicationFactory(email="q@example.org", state="rejected")
    person = UserFactory(email="u@example.org")
    assert found("delegates") == {"d@example.org": ""}
    assert found("committee", body=seat.body.slug) == {"c@example.org": ""}
    assert found("applications", state="rejected") == {"q@example.org": ""}
    assert found("applications", language="en") == {"p@example.org": ""}
    assert found("people", ids=(person.pk,)) == {"u@example.org": ""}


def test_the_same_person_or_address_twice_gets_one_letter():
    user = UserFactory(email="a@example.org")
    for _n in range(2):
        RepresentativeFactory(user=user)
    rows = receivers(Segment("partners"), purpose="service", at=NOON)
    assert [row.left_out for row in rows] == ["", "twice"]
    SentApplicationFactory(email="P@example.org")
    SentApplicationFactory(email="p@example.org")
    assert sorted(
        row.left_out for row in receivers(Segment("applications"), purpose="service", at=NOON)
    ) == ["", "twice"]


def test_those_without_a_working_address_are_left_out_and_named():
    member("off@example.org", user__is_active=False)
    member("broken@nowhere")
    member("failed@example.org")
    member("mended@example.org")
    for name in ("failed", "mended"):
        LetterFactory(to_address=f"{name}@example.org", state=LetterState.FAILED, written_at=NOON)
    LetterFactory(
        to_address="mended@example.org",
        state=LetterState.SENT,
        written_at=NOON,
        sent_at=NOON + MINUTE,
    )
    assert found("members") == {
        "off@example.org": "disabled",
        "broken@nowhere": "no_address",
        "failed@example.org": "failed",
        "mended@example.org": "",
    }


def test_whoever_wants_no_news_gets_service_letters_only():
    member("a@example.org")
    choose("A@example.org", wants_news=False, by=None, at=NOON)
    assert found("members", "news") == {"a@example.org": "refused"}
    assert found("members", "service") == {"a@example.org": ""}
    choose("a@example.org", wants_news=True, by=None, at=NOON)
    assert found("members", "news") == {"a@example.org": ""}


def test_a_refusal_follows_the_person_to_a_new_address():
    entry = member("a@example.org")
    choose("a@example.org", wants_news=False, by=None, at=NOON)
    entry.user.email = "new@example.org"
    entry.user.save()
    assert found("members", "news") == {"new@example.org": "refused"}


@pytest.mark.parametrize("register", sorted(SOURCES))
def test_every_source_fills_its_names_and_costs_the_same_for_many(register):
    make = {
        "members": lambda: PostFactory().member.pk,
        "partners": lambda: RepresentativeFactory().partner.pk,
        "delegates": lambda: DelegateFactory().pk,
        "committee": lambda: SeatFactory().pk,
        "applications": lambda: SentApplicationFactory(applicant=UserFactory()).pk,
        "people": lambda: UserFactory().pk,
        "registrations": lambda: RegistrationFactory().pk,
    }[register]

    def cost(ids: list[int]) -> int:
        with CaptureQueriesContext(connection) as queries:
            rows = receivers(Segment(register, ids=tuple(ids)), purpose="news", at=NOON)
            for row in rows:
                for language in ("uk", "en"):
                    values = row.values(language)
                    assert set(values) == set(SOURCES[register].placeholders)
                    assert all(values.values())
        assert len(rows) == len(ids)
        return len(queries)

    ids = [make()]
    one = cost(ids)
    assert cost([*ids, *(make() for _n in range(9))]) == one
