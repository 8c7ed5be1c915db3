"""Letters to members of a body. Their texts are in letters/."""

from django.utils.translation import gettext_lazy as _

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
