"""Words that name a record of any kind, as the database can give them."""

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    Model,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Substr
from django.utils.translation import get_language

from mayorsclub.accounts.models import User
from mayorsclub.applications.models import Application
from mayorsclub.committees.models import AgendaItem, Body, Matter, Sitting
from mayorsclub.events.models import Event, Registration
from mayorsclub.imports.models import Import
from mayorsclub.inbox.models import Message, SavedAnswer
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.models import LetterTemplate, Mailing
from mayorsclub.membership.models import Member
from mayorsclub.partners.models import Partner
from mayorsclub.sessions.models import Expert, ExpertSession, Proposal, Question, Series, Topic

Words = dict[type[Model], Combinable]

_PERSON = Concat("surname", Value(" "), "given_name")
_OF_USER = Concat("register_number", Value(" · "), "user__surname", Value(" "), "user__given_name")


def of_records() -> Words:
    """Model -> what names one of its records in the active language: those that people at
    the office speak of."""
    language = "en" if get_language() == "en" else "uk"
    return {
        Application: Concat("number", Value(" · "), "name"),
        Member: _OF_USER,
        Partner: F(f"name_{language}"),
        Matter: F(f"title_{language}"),
        Body: F(f"name_{language}"),
        Message: F("number"),
        Event: F(f"title_{language}"),
        Registration: F("name"),
        User: _PERSON,
    }


def of_all() -> Words:
    """The same with what is the office's own work: everything that can have a note."""
    language = "en" if get_language() == "en" else "uk"
    return of_records() | {
        Sitting: F(f"body__name_{language}"),
        AgendaItem: F(f"title_{language}"),
        Letter: F("subject"),
        Mailing: F("name"),
        LetterTemplate: F("name"),
        SavedAnswer: F("title"),
        Import: F("file_name"),
        ExpertSession: F("title_uk"),
        Expert: F(f"name_{language}"),
        Proposal: F("title"),
        Question: Substr("text", 1, 90),
        Series: F(f"title_{language}"),
        Topic: F(f"name_{language}"),
    }


def title_of_record() -> Case:
    """The name of the record that `about_type` and `about_id` speak of; '' where there is
    none. For annotations."""
    key = Cast(OuterRef("about_id"), BigIntegerField())
    cases = [
        When(
            about_type=model._meta.label_lower,
            then=Subquery(
                model._default_manager.filter(pk=key)
                .order_by()
                .annotate(_title=Cast(words, CharField()))
                .values("_title")[:1]
            ),
        )
        for model, words in of_all().items()
    ]
    return Case(*cases, default=Value(""), output_field=CharField())
