"""The kinds of applications: what a kind asks and what its approval creates.

The engine knows no kind. An upper app describes its own as one Kind and registers it in
`ready()`. Answers are JSON-plain: {step slug: {field: value}}, as StepForm.to_answers()
makes them; a file field holds the list of ids of its kept files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.functional import Promise

from mayorsclub.applications.steps import Answers, StepForm

if TYPE_CHECKING:
    from mayorsclub.applications.models import Application
    from mayorsclub.committees.models import Decision
    from mayorsclub.territories.models import Territory

Text = str | Promise


@dataclass(frozen=True)
class Flag:
    """Something the committee and the office should notice; it blocks nothing."""

    code: str
    text: Text


@dataclass(frozen=True)
class Row:
    """One answer as people read it. `files` are ids of kept files, shown as links.

    for_office_only: for the applicant and the secretariat; the committee does not see it.
    """

    label: Text
    value: Text = ""
    files: tuple[int, ...] = ()
    for_office_only: bool = False


@dataclass(frozen=True)
class Section:
    """The answers of one step; `step` is its slug, for the «Change» link."""

    title: Text
    rows: tuple[Row, ...]
    step: str


@dataclass(frozen=True)
class Summary:
    """What the engine must know of the answers: who, in both languages, and where.

    `name` is what lists and the committee show (a person or an organisation); the name
    parts and the phone are the person's, from whom the account is made.
    """

    name: str
    name_en: str
    surname: str
    given_name: str
    patronymic: str = ""
    phone: str = ""
    person_name_en: str = ""
    salutation: str = ""
    territory: Territory | None = None


def _always(answers: Answers) -> bool:
    return True


def _nothing(application: Application) -> list[Flag]:
    return []


@dataclass(frozen=True)
class Step:
    """One screen: one group of questions. `applies` sees the answers given so far.

    heading: what stands above its answers, where the title speaks to the applicant.
    """

    slug: str
    title: Text
    form: type[StepForm]
    lead: Text = ""
    heading: Text = ""
    applies: Callable[[Answers], bool] = _always


class Approve(Protocol):
    """Writes what an approval creates: the register entry and all that hangs on it."""

    def __call__(self, application: Application, decision: Decision, *, at: datetime) -> None: ...


@dataclass(frozen=True)
class Kind:
    """One kind of application.

    path: first part of its addresses (/join/start/). prefix: begins its numbers
    («Ч-2026-0147»). describe: the answers as sections, in the active language.
    approve: called in the transaction of the decision; writes what approval creates.
    flags: beside the engine's own (the same person applied before).
    consent_version: changes with every change of the text people agree to.
    """

    slug: str
    path: str
    prefix: str
    body_slug: str
    title: Text
    steps: tuple[Step, ...]
    consent: Text
    consent_version: str
    summary: Callable[[Answers], Summary]
    describe: Callable[[Answers], list[Section]]
    question_uk: Callable[[Application], str]
    decision_uk: Callable[[Application, bool], str]
    approve: Approve
    flags: Callable[[Application], list[Flag]] = _nothing
    letter_approved: str = "applications.approved"
    letter_rejected: str = "applications.rejected"

    def step(self, slug: str) -> Step | None:
        return next((step for step in self.steps if step.slug == slug), None)


def sections(
    steps: tuple[Step, ...],
    tellers: Mapping[str, Callable[[dict[str, Any]], list[Row]]],
    answers: Answers,
) -> list[Section]:
    """The answers of the steps that have any. tellers: by step, what makes rows of them."""
    return [
        Section(
            step.heading or step.title, tuple(tellers[step.slug](answers[step.slug])), step.slug
        )
        for step in steps
        if step.slug in answers
    ]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; once, from `ready()` of its app."""
    taken = [other for other in _kinds.values() if other.path == kind.path]
    if kind.slug in _kinds or taken:
        raise ValueError(f"the kind {kind.slug} (/{kind.path}/) is already registered")
    _kinds[kind.slug] = kind


def unregister(slug: str) -> None:
    """Forget a kind; for tests that bring their own."""
    _kinds.pop(slug, None)


def get(slug: str) -> Kind:
    """The kind of this slug. Raises KeyError."""
    return _kinds[slug]


def by_path(path: str) -> Kind:
    """The kind whose addresses begin with `path`. Raises KeyError."""
    for kind in _kinds.values():
        if kind.path == path:
            return kind
    raise KeyError(path)


def every() -> Iterator[Kind]:
    """All kinds, in the order of their registration."""
    yield from _kinds.values()
