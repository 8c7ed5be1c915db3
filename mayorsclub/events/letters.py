"""Letters about events. Their texts are in letters/."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.mail import kinds

EVENT = {
    "title": pgettext_lazy("event", "title of the event"),
    "moment": _("when it begins"),
    "place": _("where it takes place"),
}
SUMMARY = _("what it is about, in a few words")
REASON = _("why, in the words of the office")
CHANGES = _("what is another now, a line for each")

# To those registered. Whoever has no account gets a secret link to the own registration.
for _name, _title, _more in (
    ("changed", _("Events: time, place or link has changed"), {"changes": CHANGES}),
    ("moved", _("Events: a new date"), {"reason": REASON, "changes": CHANGES}),
    ("postponed", _("Events: postponed, no date yet"), {"reason": REASON}),
    ("cancelled", _("Events: cancelled"), {"reason": REASON}),
):
    kinds.register(
        kinds.LetterKind(
            kind=f"events.{_name}",
            title=_title,
            placeholders={**EVENT, **_more, "link": _("address of the own events")},
        )
    )
    kinds.register(
        kinds.LetterKind(
            kind=f"events.{_name}_guest",
            title=_title,
            placeholders={**EVENT, **_more, "link": _("secret address of the registration")},
            is_secret=True,
        )
    )

for _name, _title in (
    ("invited", _("Events: invitation of somebody without an account")),
    ("invited_account", _("Events: invitation of somebody with an account")),
):
    kinds.register(
        kinds.LetterKind(
            kind=f"events.{_name}",
            title=_title,
            placeholders={
                **EVENT,
                "summary": SUMMARY,
                "link": _("secret address of the invitation"),
            },
            is_secret=True,
        )
    )

# To partners, once for an event: before the public sees it, or when it just has.
for _name, _title, _more in (
    (
        "early_notice",
        _("Events: partners hear of it first"),
        {"public_from": _("when everyone sees it")},
    ),
    ("partners_notice", _("Events: partners hear of what is announced"), {}),
):
    kinds.register(
        kinds.LetterKind(
            kind=f"events.{_name}",
            title=_title,
            placeholders={
                **EVENT,
                **_more,
                "summary": SUMMARY,
                "link": _("address of the event, after signing in"),
            },
        )
    )
