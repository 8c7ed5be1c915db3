"""A small table whose columns know what is in them, and whose words are translated."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail_localize.segments import StringSegmentValue

# More does not fit a phone; a longer list is a file.
MOST_COLUMNS, MOST_ROWS = 5, 30


class TableBlock(TypedTableBlock):
    """Columns of words or of numbers; a caption and headings are asked for."""

    text = blocks.CharBlock(label=_("Words"), required=False, max_length=200)
    number = blocks.CharBlock(label=_("Number"), required=False, max_length=40)

    class Meta:
        template = "content/blocks/table.html"
        icon = "table"
        label = _("Table")

    def get_context(self, value: TypedTable, parent_context: dict | None = None) -> dict[str, Any]:
        """rows: pairs of a heading and its cell, so that a phone shows both."""
        headings = [column["heading"] for column in value.columns]
        rows = [list(zip(headings, row, strict=True)) for row in value.rows]
        return {**super().get_context(value, parent_context), "rows": rows}

    def clean(self, table: TypedTable) -> TypedTable:
        """A table that a screen reader can announce, and that fits a phone."""
        cleaned = super().clean(table)
        sentences = []
        if not cleaned.caption:
            sentences.append(_("The table needs a caption."))
        if not all(column["heading"].strip() for column in cleaned.columns):
            sentences.append(_("Each column needs a heading."))
        if not cleaned.columns or len(cleaned.columns) > MOST_COLUMNS:
            sentences.append(_("A table has from one to five columns."))
        if len(cleaned.row_data) > MOST_ROWS:
            sentences.append(_("A table has at most 30 rows: put a longer one into a file."))
        if sentences:
            raise TypedTableBlockValidationError(
                non_block_errors=[ValidationError(sentence) for sentence in sentences]
            )
        return cleaned

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """Caption, headings and cells of words; numbers stay as they are."""
        words = {"caption": table.caption}
        words |= {f"heading-{n}": column["heading"] for n, column in enumerate(table.columns)}
        words |= {
            f"cell-{row}-{column}": values["values"][column]
            for row, values in enumerate(table.row_data)
            for column, kind in enumerate(table.columns)
            if kind["block"].name == "text"
        }
        return [StringSegmentValue(path, text) for path, text in words.items() if text]

    def restore_translated_segments(self, table: TypedTable, segments: list) -> TypedTable:
        """The same table in the other language."""
        for segment in segments:
            kind, *where = segment.path.split("-")
            text = segment.render_text()
            if kind == "caption":
                table.caption = text
            elif kind == "heading":
                table.columns[int(where[0])]["heading"] = text
            else:
                table.row_data[int(where[0])]["values"][int(where[1])] = text
        return table
