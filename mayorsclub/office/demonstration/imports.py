"""Two spreadsheets in the demonstration: one that was entered, one with slips to mend."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q, QuerySet

from mayorsclub.accounts.models import Correction, User
from mayorsclub.imports.domain import beginning, carrying, checking
from mayorsclub.imports.models import Import, Register, State
from mayorsclub.office.demonstration.cast import DOMAIN

HEADINGS = "Прізвище;Ім’я;По батькові;E-mail;Телефон;Посада;Громада;Область;З якого часу"
ENTERED = f"""{HEADINGS}
Зразковий;Степан;Павлович;import1@{DOMAIN};044 000 01 01;міський голова;Ковельська;Волинська;25.11.2020
Прикладна;Ганна;Олегівна;import2@{DOMAIN};044 000 01 02;міський голова;Уманська;Черкаська;10.2015"""
WITH_SLIPS = f"""{HEADINGS}
Умовний;Роман;Ігорович;import3(at){DOMAIN};044 000 01;міський голова;Миргородська;Полтавська;25.11.2020
Умовна;Олена;Петрівна;import4@{DOMAIN};044 000 01 04;міський голова;Неіснуюча;Одеська;32.11.2020
Зразковий;Степан;Павлович;import5@{DOMAIN};044 000 01 05;міський голова;Ковельська;Волинська;25.11.2020
Прикладенко;Іван;Сергійович;import6@{DOMAIN};044 000 01 06;міський голова;Славутська;Хмельницька;25.11.2020"""


def load(secretary: User, at: datetime) -> None:
    """Both, a few days ago. at: now, aware."""
    entered = _checked("Члени Клубу, зразок.csv", ENTERED, secretary, at - timedelta(days=4))
    carrying.start(entered.pk, by=secretary, at=at - timedelta(days=4))
    carrying.carry_out(entered.pk, at=at - timedelta(days=4))
    _checked("Нові члени, зразок.csv", WITH_SLIPS, secretary, at - timedelta(days=1))


def _checked(name: str, text: str, secretary: User, at: datetime) -> Import:
    upload = SimpleUploadedFile(name, text.encode("cp1251"))
    found = beginning.begin(upload, Register.MEMBERS, by=secretary, at=at)
    Import.objects.filter(pk=found.pk).update(is_demonstration=True)
    beginning.match_columns(
        found.pk,
        sheet=found.sheet,
        heading=found.heading or 1,
        chosen={int(column): name for column, name in found.columns.items()},
        year=found.year,
        entered_on=found.entered_on,
        by=secretary,
        at=at,
    )
    return checking.dry_run(found.pk, at=at)


def ours() -> QuerySet[Import]:
    """The demonstration's own, and those of its people that entered nothing."""
    nothing = Q(started_by__is_demonstration=True) & ~Q(state=State.DONE)
    return Import.objects.filter(Q(is_demonstration=True) | nothing)


def remove() -> None:
    """Imports with their rows, and what the demonstration's people corrected."""
    ours().delete()
    Correction.objects.filter(corrected_by__is_demonstration=True).delete()
