"""How names are tidied."""

import pytest

from mayorsclub.accounts.fields import UkrainianNameField


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("КОВАЛЬ-МОРОЗ", "Коваль-Мороз"),
        ("коваль-мороз", "Коваль-Мороз"),
        ("шевчук-ЛИСЕНКО", "Шевчук-Лисенко"),
        ("  приклад ", "Приклад"),
        ("О'КОННОР", "О’коннор"),
        ("Приклад фон Зразок", "Приклад фон Зразок"),
        ("МакКензі", "МакКензі"),
        ("Є", "Є"),
    ],
)
def test_careless_capitals_are_mended_and_own_ones_stay(typed, kept):
    assert UkrainianNameField().clean(typed) == kept
