"""From a text and its values to the parts of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext

from mayorsclub.mail import markup

SUBJECT_LIMIT = 200
CLUB = {"uk": "Клуб Мерів", "en": "Mayors’ Club"}


@dataclass(frozen=True)
class Rendered:
    """A letter's subject, its text with the marks for lists and buttons, its HTML."""

    subject: str
    text: str
    html: str


def render(
    subject: str, body: str, values: Mapping[str, str], language: str, *, unsubscribe: str = ""
) -> Rendered:
    """A letter from a wording and its values; names without a value stay as they are.

    unsubscribe: the address at the foot at which the receiver stops such letters.
    """
    values = {name: markup.clean(value) for name, value in values.items()}
    ready = markup.one_line(markup.fill(subject, values), SUBJECT_LIMIT)
    blocks = [markup.fill_block(block, values) for block in markup.parse(body)]
    return Rendered(
        subject=ready,
        text=markup.fill(markup.clean(body), values).strip(),
        html=_html(ready, blocks, language, unsubscribe),
    )


def plain_part(text: str, language: str, *, unsubscribe: str = "") -> str:
    """The text part of the mail: buttons as a line with the address under it, and who writes."""
    shown = markup.BUTTON.sub(lambda found: f"{found[1].strip()}:\n{found[2]}", text)
    foot = f"{shown}\n\n-- \n{CLUB[language]}\n{settings.BASE_URL}\n"
    if not unsubscribe:
        return foot
    with translation.override(language):
        return foot + f"\n{gettext('Stop letters with news')}:\n{unsubscribe}\n"


def is_ours(link: str) -> bool:
    """Whether a link leads to our own site; no other becomes a button."""
    return link == settings.BASE_URL or link.startswith(f"{settings.BASE_URL}/")


def _html(subject: str, blocks: list[markup.Block], language: str, unsubscribe: str) -> str:
    context = {
        "subject": subject,
        "blocks": [block if _may_stand(block) else _as_text(block) for block in blocks],
        "language": language,
        "club": CLUB[language],
        "club_other": CLUB["en" if language == "uk" else "uk"],
        "other_language": "en" if language == "uk" else "uk",
        "base_url": settings.BASE_URL,
        "unsubscribe": unsubscribe,
    }
    with translation.override(language):
        return get_template("mail/layout.html").render(context)


def _may_stand(block: markup.Block) -> bool:
    return block.kind != "button" or is_ours(block.link)


def _as_text(block: markup.Block) -> markup.Block:
    return markup.Block("paragraph", (f"{block.lines[0]}: {block.link}",))
