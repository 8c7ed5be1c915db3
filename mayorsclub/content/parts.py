"""The parts that a page of text is put together from. Each looks right beside any other:
spacing is the stream's, headings begin at the second level, pictures have their words."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from mayorsclub.content.links import ActionBlock, AnchorBlock
from mayorsclub.content.tables import TableBlock

RICH = ["h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul"]
PLAIN = ["bold", "italic", "link", "document-link", "ol", "ul"]
HEADING = re.compile(r"<h([2-6])[ >]")


class PictureBlock(blocks.StructBlock):
    """A picture with its words for those who do not see it, or marked as decoration."""

    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        template = "content/blocks/picture.html"
        icon = "image"
        label = _("Picture")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    who = blocks.CharBlock(label=_("Who said it"), required=False, max_length=160)

    class Meta:
        template = "content/blocks/quote.html"
        icon = "openquote"
        label = _("Quotation")


class FactBlock(blocks.StructBlock):
    """A number that says nothing without its source is not shown."""

    number = blocks.CharBlock(label=_("Number"), max_length=20)
    label = blocks.CharBlock(label=_("What it counts"), max_length=120)
    source = blocks.CharBlock(label=_("Source"), max_length=160)

    class Meta:
        icon = "order"
        label = _("Figure")


class FactsBlock(blocks.StructBlock):
    entries = blocks.ListBlock(FactBlock(), label=_("Figures"), min_num=1, max_num=4)

    class Meta:
        template = "content/blocks/facts.html"
        icon = "order"
        label = _("Figures")


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    entries = blocks.ListBlock(
        blocks.CharBlock(max_length=250), label=_("Steps"), min_num=2, max_num=9
    )

    class Meta:
        template = "content/blocks/steps.html"
        icon = "list-ol"
        label = _("Steps")


class CallBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    action = ActionBlock(label=_("Button"))

    class Meta:
        template = "content/blocks/call.html"
        icon = "pick"
        label = _("Call to action")


class GalleryBlock(blocks.StructBlock):
    entries = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=6)

    class Meta:
        template = "content/blocks/gallery.html"
        icon = "image"
        label = _("Gallery")


class FileBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = DocumentChooserBlock(label=_("File"))

    class Meta:
        icon = "doc-full"
        label = _("File")


class FilesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    entries = blocks.ListBlock(FileBlock(), label=_("Files"), min_num=1, max_num=12)

    class Meta:
        template = "content/blocks/files.html"
        icon = "doc-full"
        label = _("Files")


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name and surname"), max_length=160)
    post = blocks.CharBlock(label=_("Post"), required=False, max_length=160)
    portrait = ImageBlock(label=_("Portrait"), required=False)

    class Meta:
        icon = "user"
        label = _("Person")


class PeopleBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    entries = blocks.ListBlock(PersonBlock(), label=_("People"), min_num=1, max_num=24)

    class Meta:
        template = "content/blocks/people.html"
        icon = "group"
        label = _("People")


class ContactBlock(blocks.StructBlock):
    """A line that invites to write: to the form, or by mail while there is none."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    label = blocks.CharBlock(label=_("Text of the button"), max_length=60)

    class Meta:
        template = "content/blocks/contact.html"
        icon = "mail"
        label = _("Write to us")


class PageBody(blocks.StreamBlock):
    """What pages and articles are made of."""

    text = blocks.RichTextBlock(
        label=_("Text"), features=RICH, icon="pilcrow", template="content/blocks/text.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    table = TableBlock()
    facts = FactsBlock()
    steps = StepsBlock()
    call = CallBlock()
    gallery = GalleryBlock()
    files = FilesBlock()
    people = PeopleBlock()
    action = ActionBlock()
    contact = ContactBlock()

    class Meta:
        max_num = 40
        block_counts = {"contact": {"max_num": 1}, "call": {"max_num": 3}}

    def clean(self, value: Any) -> Any:
        """Headings go down one level at a time: a subheading stands under a heading."""
        cleaned = super().clean(value)
        level, errors = 1, {}
        for index, block in enumerate(cleaned):
            for found in levels(block):
                if found > level + 1:
                    errors[index] = ValidationError(
                        _("A subheading needs a heading above it: choose “Heading 2” first.")
                    )
                level = found
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


def levels(block: Any) -> list[int]:
    """The levels of the headings inside a part, in order."""
    if block.block_type == "text":
        return [int(level) for level in HEADING.findall(block.value.source)]
    has_heading = "heading" in getattr(block.block, "child_blocks", {})
    return [2] if has_heading else []


class QuestionBlock(blocks.StructBlock):
    anchor = AnchorBlock(help_text=_("So that a link leads to this question"))
    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Text of the answer"), features=PLAIN)

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    entries = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Group of questions")


class QuestionsBody(blocks.StreamBlock):
    group = QuestionsBlock()
    contact = ContactBlock()

    class Meta:
        block_counts = {"contact": {"max_num": 1}}


class VersionBlock(blocks.StructBlock):
    """One version of a document. It is in force from its date until the next one's."""

    since = blocks.DateBlock(label=_("In force from"))
    file = DocumentChooserBlock(label=_("File"))
    changes = blocks.CharBlock(label=_("What changed"), required=False, max_length=250)

    class Meta:
        icon = "doc-full"
        label = _("Version")


class DocumentBlock(blocks.StructBlock):
    anchor = AnchorBlock(help_text=_("So that a link leads to this document"))
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("founding", _("Founding documents")),
            ("rules", _("Rules")),
            ("reports", _("Reports")),
            ("other", _("Other documents")),
        ],
    )
    text = blocks.TextBlock(label=_("What it is"), required=False, rows=2)
    versions = blocks.ListBlock(VersionBlock(), label=_("Versions"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Document")


class DocumentsBody(blocks.StreamBlock):
    document = DocumentBlock()
