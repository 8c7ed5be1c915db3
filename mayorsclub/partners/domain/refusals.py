"""Why the register of partners refuses: a code for programs, a sentence for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "move": _("This status cannot follow the present status of the partner."),
    "reason": _("Write the reason: it stays in the history of the register."),
    "not_allowed": _("You may not change this entry."),
    "not_active": _("This partnership is not active now."),
    "already": _("This person represents the partner already."),
    "last": _("A partner needs at least one representative: add another one first."),
    "choice": _("Choose from the sectors and kinds of projects that are offered."),
}


class PartnerRefused(Exception):
    """The register refuses a change. `code` is a key of SENTENCES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def message(self) -> str:
        """The sentence in the active language."""
        return str(SENTENCES[self.code])
