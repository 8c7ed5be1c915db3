"""The application for membership: its steps, its summary, what its approval creates."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mayorsclub.accounts.models import User
from mayorsclub.applications import person
from mayorsclub.applications.domain.entering import applicant_to_enter, next_steps_at
from mayorsclub.applications.kinds import Answers, Flag, Kind, Row, Section, Step, Summary, sections
from mayorsclub.applications.models import Application
from mayorsclub.committees.models import Decision
from mayorsclub.membership import forms, queries
from mayorsclub.membership.domain import mandates, members
from mayorsclub.membership.domain.mandates import PostFacts
from mayorsclub.membership.models import ELECTED, Interest, PostKind
from mayorsclub.territories.models import Territory
from mayorsclub.ukrainian import names
from mayorsclub.ukrainian.dates import in_kyiv, month_year

SLUG = "membership"


def summary(answers: Answers) -> Summary:
    """Who applies and from where."""
    given, mandate = answers["person"], answers.get("mandate", {})
    return person.summary(
        given,
        name=person.full_name(given),
        name_en=given["name_en"],
        territory=_territory(mandate.get("community")),
    )


def post_facts(answers: Answers) -> PostFacts:
    """The post that the answers tell of, as the register takes it."""
    post, mandate = answers["post"], answers["mandate"]
    ended_on = mandate.get("ended_on")
    return PostFacts(
        kind=post["kind"],
        title=mandate.get("title", ""),
        territory=_territory(mandate.get("community")),
        former_community=mandate.get("former_community", ""),
        began_on=date.fromisoformat(mandate["began_on"]),
        ended_on=date.fromisoformat(ended_on) if ended_on else None,
    )


def describe(answers: Answers) -> list[Section]:
    """The answers as people read them, in the active language; unfinished steps left out."""
    tellers: dict[str, Callable[[dict[str, Any]], list[Row]]] = {
        "person": person.rows,
        "post": _post_rows,
        "mandate": partial(_mandate_rows, kind=answers.get("post", {}).get("kind")),
        "evidence": _evidence_rows,
        "wishes": _wishes_rows,
    }
    return sections(STEPS, tellers, answers)


def _post_rows(given: dict[str, Any]) -> list[Row]:
    whether = _("held now") if given["when"] == forms.NOW else _("held before")
    return [Row(_("Post"), f"{PostKind(given['kind']).label}, {whether}")]


def _mandate_rows(given: dict[str, Any], *, kind: str | None) -> list[Row]:
    """kind: of the post; only an elected head has a mandate."""
    began, ended = _("First mandate began"), _("Last mandate ended")
    if kind not in ELECTED:
        began, ended = _("Took up the post"), _("Left the post")
    language = (get_language() or "uk")[:2]
    territory = _territory(given.get("community"))
    rows = [
        Row(_("What the post is called"), given.get("title", "")),
        Row(_("Community"), territory.full_name(language) if territory else ""),
        Row(_("Former name of the community"), given.get("former_community", "")),
        Row(began, _month(given.get("began_on"), language)),
        Row(ended, _month(given.get("ended_on"), language)),
    ]
    return [row for row in rows if row.value]


def _evidence_rows(given: dict[str, Any]) -> list[Row]:
    rows = [Row(_("Link"), given.get("link", ""))] if given.get("link") else []
    if given.get("file"):
        rows.append(Row(_("File"), files=tuple(given["file"])))
    return rows


def _wishes_rows(given: dict[str, Any]) -> list[Row]:
    chosen = "; ".join(str(Interest(value).label) for value in given["interests"])
    return [
        Row(_("Reason for joining"), given["motivation"]),
        Row(_("Ways of taking part"), chosen or _("nothing chosen")),
    ]


def _month(text: str | None, language: str) -> str:
    return month_year(date.fromisoformat(text), language) if text else ""


def _territory(pk: int | None) -> Territory | None:
    if pk is None:
        return None
    return Territory.objects.with_place().filter(pk=pk).first()


def flags(application: Application) -> list[Flag]:
    """What the committee should notice; nothing of it refuses anybody."""
    if not application.answers:
        return []
    facts, who = post_facts(application.answers), summary(application.answers)
    today = in_kyiv(application.submitted_at or application.saved_at).date()
    found = []
    if not mandates.is_elected(facts):
        found.append(
            Flag(
                "not_elected",
                gettext_lazy("The post is not that of an elected head: check who may join."),
            )
        )
    same = queries.with_name(who.surname, who.given_name, patronymic=who.patronymic)
    by_address = queries.with_address(application.email)
    if same.exists() or by_address.exists():
        found.append(
            Flag(
                "same_person",
                gettext_lazy("A person of this name or e-mail is in the register already."),
            )
        )
    if facts.territory is not None and mandates.in_office(facts, today=today):
        heads = queries.current_heads_of(facts.territory, today=today)
        if heads.exclude(pk__in=by_address).exists():
            found.append(
                Flag(
                    "community_has_member",
                    gettext_lazy("The current head of this community is already a member."),
                )
            )
    return found


def question_uk(application: Application) -> str:
    """«Питання: …» in the minutes."""
    today = in_kyiv(application.submitted_at or application.saved_at).date()
    position = mandates.position_text(post_facts(application.answers), "uk", today=today)
    return (
        f"про прийняття до членів Клубу Мерів за заявою {application.number} "
        f"({application.name}; {position})."
    )


def decision_uk(application: Application, is_adopted: bool) -> str:
    """«Рішення: …» in the minutes."""
    who = summary(application.answers)
    if is_adopted:
        name = names.accusative(who.surname, who.given_name, who.patronymic)
        return f"прийняти до членів Клубу Мерів: {name}."
    return f"заяву {application.number} ({application.name}) відхилити."


def approve(application: Application, decision: Decision, *, at: datetime) -> None:
    """Enter the applicant into the register, in the transaction of the decision."""
    members.enter(
        applicant_to_enter(application, at=at),
        posts=[post_facts(application.answers)],
        interests=application.answers["wishes"]["interests"],
        application=application,
        decision=decision,
        at=at,
        hold_until=next_steps_at(decision, at),
        is_demonstration=application.is_demonstration,
    )


def own_community(user: User, application: Application) -> str | None:
    """Why an elector may not vote: the application comes from their own community."""
    if application.kind != SLUG or application.territory is None:
        return None
    if queries.is_of_community(user, application.territory):
        return "заява з власної громади"
    return None


STEPS = (
    Step("person", gettext_lazy("Who you are"), forms.MemberStep, heading=gettext_lazy("Person")),
    Step("post", gettext_lazy("Your post"), forms.PostStep, heading=gettext_lazy("Post")),
    Step(
        "mandate",
        gettext_lazy("Your community and mandate"),
        forms.MandateStep,
        heading=gettext_lazy("Community and mandate"),
    ),
    Step(
        "evidence",
        gettext_lazy("Evidence of the mandate"),
        forms.EvidenceStep,
        lead=gettext_lazy("One of the two is enough: a link or a file."),
    ),
    Step(
        "wishes",
        gettext_lazy("You and the Club"),
        forms.WishesStep,
        heading=gettext_lazy("Motivation"),
    ),
)

MEMBERSHIP = Kind(
    slug=SLUG,
    path="join",
    prefix="Ч",
    body_slug="membership",
    title=gettext_lazy("Application for membership"),
    steps=STEPS,
    consent=gettext_lazy(
        "I agree that the Mayors’ Club processes the personal data in this application, to "
        "consider it and to keep the register of members, as the privacy notice describes."
    ),
    consent_version="2026-11-24",
    summary=summary,
    describe=describe,
    question_uk=question_uk,
    decision_uk=decision_uk,
    approve=approve,
    flags=flags,
)
