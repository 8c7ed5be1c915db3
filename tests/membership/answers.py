"""What candidates type, and what becomes of it."""

from typing import Any

from mayorsclub.applications.domain import drafting, submission
from mayorsclub.applications.forms import StepForm
from mayorsclub.applications.kinds import Answers, Kind
from mayorsclub.applications.models import Application
from mayorsclub.membership.kind import MEMBERSHIP
from tests.factories.applications import ApplicationFactory
from tests.factories.territories import TROSTIANETS, territory
from tests.moments import NOON

Raw = dict[str, list[str]]

MAYOR: dict[str, Raw] = {
    "person": {
        "surname": ["Приклад"],
        "given_name": ["Іван"],
        "patronymic": ["Петрович"],
        "phone": ["067 123 45 67"],
    },
    "post": {"kind": ["mayor"], "when": ["now"]},
    "mandate": {
        "community": ["Тростянець"],
        "community_code": [TROSTIANETS],
        "began_on": ["11.2015"],
    },
    "evidence": {"link": ["example.org/rishennia"]},
    "wishes": {"motivation": ["Хочу ділитися досвідом."], "interests": ["missions", "projects"]},
}
FORMER: dict[str, Raw] = {
    **MAYOR,
    "post": {"kind": ["community_head"], "when": ["before"]},
    "mandate": {
        **MAYOR["mandate"],
        "former_community": ["Зразківська сільська рада"],
        "ended_on": ["12.2020"],
    },
}


def bound(
    slug: str, raw: Raw, answers: Answers | None = None, *, kind: Kind = MEMBERSHIP
) -> StepForm:
    """A step's form, bound to what was typed; the small codifier is loaded."""
    territory()
    step = kind.step(slug)
    assert step is not None
    application = ApplicationFactory.build(kind=kind.slug)
    return step.form.from_saved(raw, application=application, answers=answers or {})


def errors(slug: str, raw: Raw, answers: Answers | None = None, **how: Any) -> dict[str, list[str]]:
    form = bound(slug, raw, answers, **how)
    return {name: [str(text) for text in found] for name, found in form.errors.items()}


def under_review(
    typed: dict[str, Raw], *, kind: Kind, email: str, language: str = "uk"
) -> Application:
    """An application of this kind, gone all the way to the committee's table."""
    territory()
    application = drafting.start(kind.slug, email=email, language=language, at=NOON)
    answers: Answers = {}
    for step in kind.steps:
        raw = typed[step.slug]
        form = step.form.from_saved(raw, application=application, answers=answers)
        assert form.is_valid(), form.errors
        answers[step.slug] = form.to_answers()
        application = drafting.save_step(
            application.pk,
            step.slug,
            raw=raw,
            answers=answers[step.slug],
            language=language,
            at=NOON,
        )
    sent = submission.submit(
        application.pk, has_consented=True, language=language, by=None, at=NOON
    )
    return submission.confirm_email(sent.pk, at=NOON)
