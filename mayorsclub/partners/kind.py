"""The application for partnership: its steps, its summary, what its approval creates."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mayorsclub.applications import person
from mayorsclub.applications.domain.entering import applicant_to_enter, next_steps_at
from mayorsclub.applications.kinds import Answers, Flag, Kind, Row, Section, Step, Summary, sections
from mayorsclub.applications.models import Application
from mayorsclub.committees.models import Decision
from mayorsclub.partners import forms, queries
from mayorsclub.partners.choices import ProjectKind, Sector
from mayorsclub.partners.domain import partners
from mayorsclub.partners.facts import PartnerFacts
from mayorsclub.partners.fields import country_name
from mayorsclub.partners.models import PartnerKind
from mayorsclub.territories.models import Territory

SLUG = "partnership"


def partner_names(answers: Answers) -> tuple[str, str]:
    """The partner's name in Ukrainian and in English; an investor is called as the person."""
    organisation, contact = answers["organisation"], answers["contact"]
    if answers["kind"]["kind"] == PartnerKind.INVESTOR:
        return person.full_name(contact), contact["name_en"]
    return organisation["name_uk"], organisation["name_en"]


def summary(answers: Answers) -> Summary:
    """Which organisation applies, and the person who speaks for it."""
    name, name_en = partner_names(answers)
    return person.summary(answers["contact"], name=name, name_en=name_en)


def partner_facts(answers: Answers) -> PartnerFacts:
    """The partner that the answers tell of, as the register takes it."""
    kind = answers["kind"]["kind"]
    organisation, interests = answers["organisation"], answers["interests"]
    name_uk, name_en = partner_names(answers)
    oblasts = Territory.objects.filter(pk__in=interests["oblasts"]).order_by("sort_key")
    return PartnerFacts(
        kind=kind,
        name_uk=name_uk,
        name_en=name_en,
        edrpou=organisation.get("edrpou", ""),
        country=organisation.get("country") or "UA",
        registration_number=organisation.get("registration_number", ""),
        website=organisation.get("website", ""),
        sectors=tuple(interests["sectors"]),
        oblasts=tuple(oblasts),
        project_kinds=tuple(interests["project_kinds"]),
        offer=interests["offer"],
    )


def describe(answers: Answers) -> list[Section]:
    """The answers as people read them, in the active language; unfinished steps left out."""
    tellers = {
        "kind": _kind_rows,
        "organisation": _organisation_rows,
        "interests": _interests_rows,
        "contact": _contact_rows,
    }
    return sections(STEPS, tellers, answers)


def _kind_rows(given: dict[str, Any]) -> list[Row]:
    return [Row(_("Who applies"), PartnerKind(given["kind"]).label)]


def _organisation_rows(given: dict[str, Any]) -> list[Row]:
    country = given.get("country")
    rows = [
        Row(_("Ukrainian name"), given.get("name_uk", "")),
        Row(_("English name"), given.get("name_en", "")),
        Row(_("EDRPOU code"), given.get("edrpou", "")),
        Row(_("Country"), country_name(country) if country else ""),
        Row(_("Registration number"), given.get("registration_number", "")),
        Row(_("Website"), given.get("website", "")),
    ]
    return [row for row in rows if row.value]


def _interests_rows(given: dict[str, Any]) -> list[Row]:
    language = (get_language() or "uk")[:2]
    oblasts = Territory.objects.filter(pk__in=given["oblasts"]).order_by("sort_key")
    regions = ", ".join(oblast.title(language) for oblast in oblasts)
    return [
        Row(_("Sectors"), "; ".join(str(Sector(value).label) for value in given["sectors"])),
        Row(
            _("Kinds of projects"),
            "; ".join(str(ProjectKind(value).label) for value in given["project_kinds"]),
        ),
        Row(_("Regions"), regions or _("all of Ukraine")),
        Row(_("What the partner offers"), given["offer"]),
    ]


def _contact_rows(given: dict[str, Any]) -> list[Row]:
    return person.rows(given, Row(_("Position"), given.get("position", "")))


def flags(application: Application) -> list[Flag]:
    """What the committee should notice; nothing of it refuses anybody."""
    if not application.answers:
        return []
    facts = partner_facts(application.answers)
    in_register = queries.look_alikes(facts, email=application.email)
    texts = {
        "edrpou": gettext_lazy("A partner with this EDRPOU code is in the register already."),
        "registration": gettext_lazy(
            "A partner with this registration number is in the register already."
        ),
        "name": gettext_lazy("A partner of this name is in the register already."),
        "address": gettext_lazy("This e-mail belongs to a representative of a partner."),
        "website": gettext_lazy("A partner with this website is in the register already."),
    }
    found = [Flag(f"same_{what}", texts[what]) for what in texts if what in in_register]
    if queries.other_applications_of(facts, besides=application).exists():
        found.append(
            Flag(
                "applied_before",
                gettext_lazy("There is another application of this organisation."),
            )
        )
    return found


def question_uk(application: Application) -> str:
    """«Питання: …» in the minutes."""
    facts = partner_facts(application.answers)
    country = "" if facts.country == "UA" else f", {country_name(facts.country, 'uk')}"
    return (
        f"про партнерство з Клубом Мерів за заявою {application.number} "
        f"({application.name}{country})."
    )


def decision_uk(application: Application, is_adopted: bool) -> str:
    """«Рішення: …» in the minutes."""
    if is_adopted:
        return f"внести до реєстру партнерів Клубу Мерів: {application.name}."
    return f"заяву {application.number} ({application.name}) відхилити."


def approve(application: Application, decision: Decision, *, at: datetime) -> None:
    """Enter the partner into the register, in the transaction of the decision."""
    partners.enter(
        partner_facts(application.answers),
        representative=applicant_to_enter(application, at=at),
        position=application.answers["contact"].get("position", ""),
        application=application,
        decision=decision,
        at=at,
        hold_until=next_steps_at(decision, at),
        is_demonstration=application.is_demonstration,
    )


STEPS = (
    Step("kind", gettext_lazy("Who applies"), forms.KindStep),
    Step(
        "organisation",
        gettext_lazy("About you"),
        forms.OrganisationStep,
        heading=gettext_lazy("About the applicant"),
    ),
    Step(
        "interests",
        gettext_lazy("What you look for and offer"),
        forms.InterestsStep,
        heading=gettext_lazy("Interests and offer"),
    ),
    Step(
        "contact",
        gettext_lazy("Contact person"),
        forms.ContactStep,
        lead=gettext_lazy("Who speaks for the partner, and whom we write to."),
    ),
)

PARTNERSHIP = Kind(
    slug=SLUG,
    path="partners",
    prefix="П",
    body_slug="partnership",
    title=gettext_lazy("Application for partnership"),
    steps=STEPS,
    consent=gettext_lazy(
        "I agree that the Mayors’ Club processes the personal data in this application, to "
        "consider it and to keep the register of partners, as the privacy notice describes."
    ),
    consent_version="2026-11-24",
    summary=summary,
    describe=describe,
    question_uk=question_uk,
    decision_uk=decision_uk,
    approve=approve,
    flags=flags,
)
