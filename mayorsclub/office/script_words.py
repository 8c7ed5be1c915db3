"""The words that Wagtail's own scripts show, where its Ukrainian catalogue has none."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.i18n import JavaScriptCatalog

# One number for each plural form of Ukrainian; English takes its two from the first ones.
EXAMPLES = (1, 2, 5, 5)


class ScriptWords(JavaScriptCatalog):
    """Stands before Wagtail's own catalogue, at its address."""

    packages = ["wagtail.admin"]

    def get_catalog(self) -> dict[str, Any]:
        return {
            **super().get_catalog(),
            "Toggle sidebar": _("Toggle sidebar"),
            "Toggle section": _("Toggle section"),
            "Toggle side panel": _("Toggle side panel"),
            "Main menu": _("Main menu"),
            "(New)": _("(New)"),
            "(1 new item in this menu)": _("(1 new item in this menu)"),
            "(%(number)s new items in this menu)": _("(%(number)s new items in this menu)"),
            "Write something or type ‘/’ to insert a block": _(
                "Write something or type ‘/’ to insert a block"
            ),
            "Character count:": _("Character count:"),
            "Pin toolbar": _("Pin toolbar"),
            "Unpin toolbar": _("Unpin toolbar"),
            "Enter your comments...": _("Write a remark…"),
            "Enter your reply...": _("Write an answer…"),
            "Deleting": _("Deleting"),
            "Autosave in progress…": _("Autosave in progress…"),
            "Changes have been autosaved.": _("Changes have been autosaved."),
            "A network error occurred.": _("A network error occurred."),
            "A server error occurred.": _("A server error occurred."),
            "Error while sending preview data.": _("The preview did not work. Try again."),
            "Good": pgettext("how easy a text is to read", "Good"),
            "Fair": pgettext("how easy a text is to read", "Fair"),
            "Complex": pgettext("how easy a text is to read", "Complex"),
            "%(num)s error": [ngettext("%(num)s error", "%(num)s errors", n) for n in EXAMPLES],
            "%(num)s min": [ngettext("%(num)s min", "%(num)s mins", n) for n in EXAMPLES],
            "%(num)s pixel": [ngettext("%(num)s pixel", "%(num)s pixels", n) for n in EXAMPLES],
        }
