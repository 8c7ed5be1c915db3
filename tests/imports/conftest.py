import pytest

from mayorsclub.accounts.models import User
from mayorsclub.imports.domain import beginning, carrying, checking
from mayorsclub.imports.models import Import
from tests.factories.accounts import SecretariatFactory
from tests.factories.territories import load_small_codifier
from tests.imports.sheets import HEADINGS, csv, upload
from tests.moments import NOON


@pytest.fixture
def secretary(db) -> User:
    load_small_codifier()
    return SecretariatFactory(surname="Секретар", email="secretary@example.org")


@pytest.fixture
def checked(secretary):
    """A function: rows under HEADINGS, uploaded and checked."""

    def made(*rows, headings=HEADINGS, register="members", content=None, **settings) -> Import:
        content = content or csv([headings, *rows])
        found = beginning.begin(upload(content), register, by=secretary, at=NOON)
        return named(found, secretary, **settings)

    return made


def named(found: Import, by: User, **settings) -> Import:
    """The columns as proposed, and the dry run."""
    chosen = {int(column): name for column, name in found.columns.items()}
    values = {"year": 2026, "entered_on": found.entered_on} | settings
    beginning.match_columns(
        found.pk, sheet=found.sheet, heading=found.heading, chosen=chosen, **values, by=by, at=NOON
    )
    return checking.dry_run(found.pk, at=NOON)


def entered(found: Import, by: User) -> Import:
    """Started and carried out."""
    carrying.start(found.pk, by=by, at=NOON)
    return carrying.carry_out(found.pk, at=NOON)
