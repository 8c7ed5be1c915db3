"""Applications taken to a state by the domain functions, as in real life."""

import re
from datetime import datetime

from mayorsclub.applications.domain import drafting, links, submission
from mayorsclub.applications.models import Application, Link
from mayorsclub.mail.models import Letter
from tests.applications.trial import PERSON, PersonForm
from tests.moments import NOON


def draft(email: str = "ivan@example.org", *, at: datetime = NOON, language="uk") -> Application:
    """A draft whose one step is filled in."""
    application = drafting.start("trial", email=email, language=language, at=at)
    return fill(application, at=at)


def fill(application: Application, raw=PERSON, *, at: datetime = NOON) -> Application:
    form = PersonForm.from_saved(raw, application=application, answers={})
    answers = form.to_answers() if form.is_valid() else None
    return drafting.save_step(
        application.pk, "person", raw=raw, answers=answers, language=application.language, at=at
    )


def submitted(email: str = "ivan@example.org", *, at: datetime = NOON, by=None, language="uk"):
    return submission.submit(
        draft(email, at=at, language=language).pk,
        has_consented=True,
        language=language,
        by=by,
        at=at,
    )


def under_review(email: str = "ivan@example.org", *, at: datetime = NOON, language="uk"):
    return submission.confirm_email(submitted(email, at=at, language=language).pk, at=at)


def letters(application: Application) -> list[str]:
    """The kinds of letters about it, in order."""
    about = Letter.objects.filter(
        about_type="applications.application", about_id=str(application.pk)
    )
    return [
        kind.removeprefix("applications.")
        for kind in about.order_by("pk").values_list("kind", flat=True)
    ]


def path_in_letter(kind: str, email: str = "ivan@example.org") -> str:
    """The path of the secret link in the newest letter of this kind."""
    letter = Letter.objects.filter(kind=kind, to_address=email).order_by("-pk").first()
    assert letter is not None
    found = re.search(r"https?://[^/\s]+(/\S*(?:resume|confirm)/[\w-]+/)", letter.body_text)
    assert found is not None
    return found[1]


def token_of(application: Application, purpose: Link.Purpose) -> str:
    return links.make(application, purpose, at=NOON)
