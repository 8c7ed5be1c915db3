"""Bodies, seats and matters for tests. What is voted on is a person: any record would do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import ClassVar

import factory

from mayorsclub.accounts.models import User
from mayorsclub.committees import subjects
from mayorsclub.committees.domain.matters import open_matter
from mayorsclub.committees.models import Body, Decision, Matter, Seat, Sitting, SittingState
from mayorsclub.refusals import Refused
from tests.factories.accounts import UserFactory
from tests.moments import NOON


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    slug = factory.Sequence(lambda n: f"body-{n}")
    name_uk = "Комітет з перевірки"
    name_uk_genitive = "комітету з перевірки"
    name_en = "Test Committee"


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    body = factory.SubFactory(BodyFactory)
    user = factory.SubFactory(UserFactory)
    since = date(2026, 1, 1)


class SittingFactory(factory.django.DjangoModelFactory):
    """A called sitting that lies ahead of any clock, with one item."""

    class Meta:
        model = Sitting
        skip_postgeneration_save = True

    body = factory.SubFactory(BodyFactory)
    starts_at = NOON + timedelta(days=36500)
    place = "м. Київ"
    state = SittingState.CALLED
    called_at = NOON

    @factory.post_generation
    def item(self, create: bool, extracted: object, **_: object) -> None:
        """«Різне»; `item=False`: an empty agenda."""
        if create and extracted is not False:
            self.items.create(position=1, kind="other", title_uk="Різне")


def seat_members(body: Body, count: int) -> list[User]:
    """That many members; the first one is the chair."""
    return [SeatFactory(body=body, is_chair=n == 0).user for n in range(count)]


class HallRefused(Refused):
    sentences: ClassVar[dict] = {"already_asked": "Запитання вже надіслано."}


@dataclass
class Hall:
    """The handler of the tests: what it bars and what it was told."""

    barred: dict[int, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    questions: list[tuple[User, str, User]] = field(default_factory=list)
    refusal: str = ""
    fails: bool = False

    def bar(self, user: User, subject: User) -> str | None:
        return "власна заява" if user == subject else self.barred.get(user.pk)

    def decided(self, subject: User, decision: Decision, at: datetime) -> None:
        if self.fails:
            raise ZeroDivisionError
        self.decisions.append(decision)

    def ask(self, subject: User, text: str, by: User, at: datetime) -> None:
        if self.refusal:
            raise HallRefused(self.refusal)
        self.questions.append((subject, text, by))

    def handler(self) -> subjects.Handler:
        return subjects.Handler(
            bar=self.bar,
            template="committees/test_subject.html",
            context=lambda subject, user: {"place": "Зразкова громада"},
            question_uk=lambda subject: f"про обрання ({subject.get_full_name()}).",
            decision_uk=lambda subject, is_adopted: "обрати." if is_adopted else "не обирати.",
            decided=self.decided,
            may_read=lambda user, subject: True,
            ask=self.ask,
        )


def put_to_vote(body: Body, *, subject: User | None = None, at: datetime = NOON) -> Matter:
    """A matter about a person, the newest one if none is given."""
    return open_matter(
        body.slug,
        subject=subject or UserFactory(surname="Зразок", given_name="Ольга", patronymic=""),
        title_uk="Зразок Ольга",
        title_en="Olha Zrazok",
        actor=None,
        at=at,
    )


def put_many_to_vote(body: Body, count: int, *, at: datetime = NOON) -> Iterable[Matter]:
    return [put_to_vote(body, at=at) for _n in range(count)]
