"""Blocks that lead somewhere: to a page of the site or to a known place."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from mayorsclub.content import places

slug = RegexValidator(r"^[a-z][a-z-]*$", _("Latin letters and hyphens only."))


class AnchorBlock(blocks.CharBlock):
    """The address of a section on its page: the same in every language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, max_length=40, validators=[slug], label=_("Anchor"), **options
        )

    def deconstruct(self) -> tuple[str, list, dict]:
        # Migrations name Wagtail's block, so that they need none of our code.
        return "wagtail.blocks.CharBlock", [], {"required": False, "max_length": 40}

    def get_translatable_segments(self, value: str) -> list:
        return []

    def restore_translated_segments(self, value: str, segments: list) -> str:
        return value


class PlaceBlock(blocks.ChoiceBlock):
    """A known place of the site; which there are, the apps say."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=places.choices, required=False, label=_("or a place of the site"), **options
        )

    def deconstruct(self) -> tuple[str, list, dict]:
        # A new place needs no migration.
        return "wagtail.blocks.CharBlock", [], {"required": False}


class LinkingBlock(blocks.StructBlock):
    """Leads either to a page or to a place; a subclass adds what is shown."""

    def clean(self, value: Any) -> Any:
        """One of the two, not both: the editor is told at the field."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("place")):
            sentence = _("Choose either a page or a place of the site.")
            raise StructBlockValidationError(block_errors={"page": ValidationError(sentence)})
        return cleaned


class ActionBlock(LinkingBlock):
    """A button that leads to a page or a place."""

    label = blocks.CharBlock(label=_("Text"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    place = PlaceBlock()
    look = blocks.ChoiceBlock(
        label=_("Appearance"),
        required=False,
        choices=[("wheat", _("The action that matters most")), ("ghost", _("Outline"))],
    )

    class Meta:
        template = "content/blocks/action.html"
        icon = "link"
        label = _("Button")


class MenuItemBlock(LinkingBlock):
    """A link of the menu or the footer, in both languages side by side."""

    label_uk = blocks.CharBlock(label=_("Text in Ukrainian"), max_length=40)
    label_en = blocks.CharBlock(label=_("Text in English"), max_length=40)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    place = PlaceBlock()
    anchor = AnchorBlock()

    class Meta:
        icon = "link"
        label = _("Link")
