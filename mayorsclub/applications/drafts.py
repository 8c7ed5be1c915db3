"""What is in a draft, read only: which steps it calls for, which are done, what is missing.

Application.drafts holds for each step that was saved:
    {"raw": {input: [values]}, "answers": {…} or None when invalid,
     "files": {field: [ids]}, "saved_at": ISO time,
     "revision": how often it was saved by a button, "typed": when the last of what was
     saved on the way was typed, in ms of the browser's clock}
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mayorsclub.applications import kinds
from mayorsclub.applications.kinds import Answers, Kind, Step
from mayorsclub.applications.models import Application
from mayorsclub.files.models import PrivateFile

if TYPE_CHECKING:
    from mayorsclub.applications.steps import StepForm


def saved(application: Application, slug: str) -> dict[str, Any]:
    """What a step has saved so far; empty parts where nothing is."""
    empty: dict[str, Any] = {"raw": {}, "answers": None, "files": {}, "revision": 0, "typed": 0}
    return {**empty, **application.drafts.get(slug, {})}


def kept_files(application: Application, slug: str) -> dict[str, list[PrivateFile]]:
    """The files kept for each file field of a step. One query, none without files."""
    ids: dict[str, list[int]] = saved(application, slug)["files"]
    if not any(ids.values()):
        return {}
    files = PrivateFile.objects.in_bulk([pk for field in ids.values() for pk in field])
    return {name: [files[pk] for pk in own if pk in files] for name, own in ids.items()}


@dataclass(frozen=True)
class Path:
    """The way through a draft: its steps in order, the answers of the finished ones, and
    the first step that is not finished (None: ready to be checked and sent)."""

    steps: tuple[Step, ...]
    answers: Answers
    unfinished: Step | None

    def place(self, slug: str) -> int | None:
        """Which step this is, from 1; None if these answers do not call for it."""
        slugs = [step.slug for step in self.steps]
        return slugs.index(slug) + 1 if slug in slugs else None

    def may_open(self, slug: str) -> bool:
        """Steps are taken in order: a finished one or the first unfinished one."""
        place = self.place(slug)
        if place is None:
            return False
        return self.unfinished is None or place <= (self.place(self.unfinished.slug) or 0)

    @property
    def total(self) -> int:
        """How many screens there are; checking the answers is the last."""
        return len(self.steps) + 1


def path(application: Application) -> Path:
    """The way through this draft, by what was valid when each step was saved."""
    kind = kinds.get(application.kind)
    answers: Answers = {}
    steps: list[Step] = []
    unfinished: Step | None = None
    for step in kind.steps:
        if not step.applies(answers):
            continue
        steps.append(step)
        given = saved(application, step.slug)["answers"]
        if given is not None:
            answers[step.slug] = given
        elif unfinished is None:
            unfinished = step
    return Path(tuple(steps), answers, unfinished)


def bound_form(application: Application, step: Step, answers: Answers) -> "StepForm":
    """The step's form, bound to what was typed."""
    return step.form.from_saved(
        saved(application, step.slug)["raw"],
        application=application,
        answers=answers,
        kept=kept_files(application, step.slug),
    )


def recheck(application: Application, kind: Kind) -> tuple[Answers, Step | None]:
    """All answers cleaned once more, in order, and the first step that is not right.

    An earlier step may have changed since a later one was saved, or a community may
    have vanished from the codifier; so nothing is sent on the word of an old check.
    """
    answers: Answers = {}
    for step in kind.steps:
        if not step.applies(answers):
            continue
        form = bound_form(application, step, dict(answers))
        if not form.is_valid():
            return answers, step
        answers[step.slug] = form.to_answers()
    return answers, None
