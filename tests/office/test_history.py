"""Every line of the sealed log has a sentence in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import mayorsclub
from mayorsclub.office.history import SENTENCES

# Functions whose text arguments are names of actions.
RECORDING = {"record", "record_all", "_tell"}
# Where `_tell` is given the kind of a letter, it does not record.
TELLS_OF_ACTIONS = "accounts/signals.py"


def recorded() -> set[str]:
    """The actions that the program can write into the log."""
    folder = Path(mayorsclub.__file__).parent
    found: set[str] = set()
    for path in sorted(folder.rglob("*.py")):
        names = RECORDING if str(path).endswith(TELLS_OF_ACTIONS) else {"record", "record_all"}
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                found.update(actions_in(node))
    return found


def actions_in(call: ast.Call) -> Iterator[str]:
    """The action of one call; both where it is chosen on the spot."""
    for argument in call.args:
        for node in branches(argument):
            if isinstance(node, ast.Constant) and "." in str(node.value):
                yield str(node.value)


def branches(node: ast.expr) -> list[ast.expr]:
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]


def test_every_action_has_a_sentence_and_no_sentence_is_left_over():
    assert recorded() == set(SENTENCES)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_sentences_are_words(language):
    with translation.override(language):
        texts = {action: str(text) for action, text in SENTENCES.items()}

    assert [action for action, text in texts.items() if not text or action in text] == []
    if language == "uk":
        assert [text for text in texts.values() if text.isascii()] == []
