"""The words of a template or a mailing: checked, and filled for one receiver."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from mayorsclub.mail import markup
from mayorsclub.mail.domain.outbox import Address
from mayorsclub.mail.domain.receivers import receiver_of
from mayorsclub.mail.kinds import ALWAYS, Wording
from mayorsclub.mail.rendering import CLUB, SUBJECT_LIMIT, Rendered, render
from mayorsclub.mailings.domain.refusals import MailingRefused
from mayorsclub.mailings.models import Purpose, Words
from mayorsclub.mailings.news import address_to_stop
from mayorsclub.mailings.segments import Receiver

FIELDS = ("purpose", "subject_uk", "text_uk", "subject_en", "text_en")


@dataclass(frozen=True)
class Preview:
    """A letter as one receiver gets it. language: that of the letter."""

    receiver: Receiver
    language: str
    letter: Rendered


def checked(values: dict[str, str], *, names: Iterable[str]) -> dict[str, str]:
    """FIELDS fit to be saved. names: the placeholders it may use besides those of all letters.

    Raises MailingRefused: 'no_subject', 'no_text', 'half_english', 'unknown_names'.
    """
    tidy = {
        "purpose": Purpose(values["purpose"]).value,
        "subject_uk": markup.one_line(values["subject_uk"], SUBJECT_LIMIT),
        "text_uk": markup.clean(values["text_uk"]).strip(),
        "subject_en": markup.one_line(values.get("subject_en", ""), SUBJECT_LIMIT),
        "text_en": markup.clean(values.get("text_en", "")).strip(),
    }
    if not tidy["subject_uk"]:
        raise MailingRefused("no_subject")
    if not tidy["text_uk"]:
        raise MailingRefused("no_text")
    if bool(tidy["subject_en"]) is not bool(tidy["text_en"]):
        raise MailingRefused("half_english")
    known = {*ALWAYS, *names}
    unknown = markup.in_braces("\n".join(tidy.values())) - known
    if unknown:
        raise MailingRefused("unknown_names", unknown=_in_braces(unknown), known=_in_braces(known))
    return tidy


def language_of(words: Words, receiver_language: str) -> str:
    """In which language this receiver gets the letter."""
    return "en" if receiver_language == "en" and words.text_en else "uk"


def wording(words: Words, language: str) -> Wording:
    """Subject and text in one language."""
    if language == "en":
        return Wording(words.subject_en, words.text_en)
    return Wording(words.subject_uk, words.text_uk)


def preview(words: Words, receiver: Receiver) -> Preview:
    """The letter exactly as it would be sent to this receiver now."""
    language = language_of(words, receiver.language)
    text = wording(words, language)
    settled = receiver_of(
        receiver.user or Address(receiver.email, receiver.name, receiver.language), language
    )
    values = {
        "club": CLUB[language],
        "base_url": settings.BASE_URL,
        "salutation": settled.salutation,
        **receiver.values(language),
    }
    stop = address_to_stop(receiver.email) if words.purpose == Purpose.NEWS else ""
    letter = render(text.subject, text.body, values, language, unsubscribe=stop)
    return Preview(receiver, language, letter)


def lacking(words: Words, receiver: Receiver) -> list[str]:
    """The names that the letter uses and that are empty for this receiver."""
    language = language_of(words, receiver.language)
    text = wording(words, language)
    used = markup.names_in(f"{text.subject}\n{text.body}")
    return sorted(
        name for name, value in receiver.values(language).items() if name in used and not value
    )


def _in_braces(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
