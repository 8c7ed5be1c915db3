"""The small markup of letters: paragraphs, lists, buttons, {placeholders}.

A text of ours or of the office is cut into blocks first and filled after, so
a value can never become a list, a button or a placeholder.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_IN_BRACES = re.compile(r"\{([^{}\n]{1,40})\}")
BUTTON = re.compile(r"\[\[([^\[\]\n]+)\]\]\(([^()\s]+)\)")
BULLET = "- "
# Everything below a space but tab and newline, and the marks that turn text round.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Block:
    """kind: 'paragraph' or 'list' with `lines`, or 'button' with `lines[0]` and `link`."""

    kind: str
    lines: tuple[str, ...]
    link: str = ""


def parse(text: str) -> list[Block]:
    """A text as blocks: an empty line, or another kind of line, begins a new one."""
    blocks: list[Block] = []
    is_new = True
    for line in (line.strip() for line in clean(text).split("\n")):
        if not line:
            is_new = True
            continue
        block = _block_of(line)
        if not is_new and block.kind != "button" and blocks[-1].kind == block.kind:
            blocks[-1] = replace(block, lines=blocks[-1].lines + block.lines)
        else:
            blocks.append(block)
        is_new = False
    return blocks


def _block_of(line: str) -> Block:
    if button := BUTTON.fullmatch(line):
        return Block("button", (button[1].strip(),), button[2])
    if line.startswith(BULLET):
        return Block("list", (line.removeprefix(BULLET).strip(),))
    return Block("paragraph", (line,))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with known names replaced, once; a value is not looked at again."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def fill_block(block: Block, values: Mapping[str, str]) -> Block:
    """A block with its names replaced. A value of several lines stays in its block."""
    lines = [fill(line, values) for line in block.lines]
    if block.kind == "paragraph":
        lines = [part for line in lines for part in line.split("\n")]
    return Block(block.kind, tuple(lines), fill(block.link, values))


def names_in(text: str) -> set[str]:
    """The placeholder names that a text uses."""
    return set(PLACEHOLDER.findall(text))


def in_braces(text: str) -> set[str]:
    """All that stands in braces, also what is no name: «{звертання}» would arrive as it is."""
    return set(_IN_BRACES.findall(text))


def clean(text: str) -> str:
    """Text with newlines as \\n and without what cannot be seen."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, limit: int) -> str:
    """Text fit for a header: one line, no longer than `limit` characters."""
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
