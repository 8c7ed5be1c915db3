"""Letters to members of a body. Their texts are in letters/."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.mail import kinds

ABOUT_MATTER = {
    "title": _("what is voted on"),
    "body": _("the body that votes"),
    "deadline": _("until when votes are counted"),
    "link": _("address of the matter’s page"),
}

for _name, _title in {
    "new_matter": _("Committee: a new matter to vote on"),
    "reminder": _("Committee: reminder before the deadline"),
    "no_quorum": _("Committee: no quorum, the vote is extended"),
    "resumed": _("Committee: the answer has come, the vote goes on"),
    "nobody_may_vote": _("Committee: nobody may vote on a matter"),
}.items():
    kinds.register(
        kinds.LetterKind(kind=f"committees.{_name}", title=_title, placeholders=ABOUT_MATTER)
    )

SITTING = {
    "body": pgettext_lazy("organisation", "name of the body"),
    "moment": _("when it is"),
    "place": _("where it is"),
    "agenda": _("the agenda, a line for each item"),
    "reason": _("why it was moved or cancelled"),
    "link": _("address of the sitting’s page"),
    "calendar": _("address of the entry for a calendar"),
}

for _name, _title in {
    "sitting_called": _("Committee: invitation to a sitting"),
    "sitting_moved": _("Committee: a sitting is moved"),
    "sitting_cancelled": _("Committee: a sitting is cancelled"),
}.items():
    kinds.register(kinds.LetterKind(kind=f"committees.{_name}", title=_title, placeholders=SITTING))

kinds.register(
    kinds.LetterKind(
        kind="committees.term_ends",
        title=_("Secretariat: a term in a body ends"),
        placeholders={
            "name": _("the member’s name"),
            "body": pgettext_lazy("organisation", "name of the body"),
            "until": _("first day after the term"),
            "link": _("address of the body’s page in the office"),
        },
    )
)

kinds.register(
    kinds.LetterKind(
        kind="committees.appointed",
        title=_("Committee: you have a seat"),
        placeholders={
            "body": _("the body that votes"),
            "since": _("first day of the term"),
            "link": _("address of the committee’s page"),
        },
    )
)
