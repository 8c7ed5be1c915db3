"""The letter that mail itself writes."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail import kinds

TRIAL = kinds.register(
    kinds.LetterKind(
        kind="mail.trial",
        title=_("Trial letter"),
        placeholders={"moment": _("When it was written")},
    )
)
