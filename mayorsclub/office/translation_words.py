"""The words of the translation editor, which its scripts put together."""

from typing import Any

from django.utils.translation import gettext as _
from django.views.i18n import JavaScriptCatalog


class TranslationWords(JavaScriptCatalog):
    """wagtail-localize's own catalogue, with our words where its Ukrainian is broken.

    Its scripts write a language's name straight behind some of them.
    """

    packages = ["wagtail_localize"]

    def get_catalog(self) -> dict[str, Any]:
        return {
            **super().get_catalog(),
            "Publish in ": _("Publish in the language: "),
            "Publishing...": _("Publishing…"),
            "Saving...": _("Saving…"),
            "segments translated": _("texts translated"),
            "Download PO file and input translations offline": _(
                "Download a PO file to translate it elsewhere"
            ),
            "Upload translated PO file to submit translations": _("Upload the translated PO file"),
            "There are unsaved segments. Please save or cancel them before leaving.": _(
                "Some texts are not saved. Save or cancel them before you leave."
            ),
            "Server error": _("The server did not answer as it should. Try again."),
            "Convert to alias page": _("Show the Ukrainian text instead"),
        }
