"""The way a rule says no: a code for the program, a sentence for the person."""

from typing import ClassVar

from django.utils.functional import Promise


class Refused(Exception):
    """A rule refuses. Each area has its own class, with its `sentences` by code.

    code: for the program and for tests. message: the sentence in the active language,
    that says what is wrong and how to mend it; `values` fill its {names}.
    """

    sentences: ClassVar[dict[str, str | Promise]] = {}

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def message(self) -> str:
        sentence = str(self.sentences[self.code])
        for name, value in self.values.items():
            sentence = sentence.replace(f"{{{name}}}", str(value))
        return sentence
