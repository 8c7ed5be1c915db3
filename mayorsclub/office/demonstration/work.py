"""The committee's and the office's work in the demonstration: sittings, templates, mailings."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType

from mayorsclub.accounts.models import User
from mayorsclub.applications.models import Application
from mayorsclub.committees.domain import agenda, sitting_minutes, sittings
from mayorsclub.committees.models import Attendance, Body, Matter, MatterState, Sitting
from mayorsclub.mailings.domain import mailings, sending, templates
from mayorsclub.mailings.segments import Segment
from mayorsclub.membership.models import Member

PLACE = "м. Київ, Зразкова вулиця, 1"
INVITATION: dict[str, Any] = {
    "purpose": "news",
    "subject_uk": "Запрошення на експерт-сесію",
    "text_uk": (
        "{salutation}\n\nЗапрошуємо Вас на зразкову експерт-сесію про гранти для громад.\n\n"
        "Про що говоритимемо:\n- як описати результат проєкту;\n- як скласти реалістичний бюджет.\n\n"
        "[[Відкрити сайт]]({base_url}/)"
    ),
    "subject_en": "Invitation to an expert session",
    "text_en": (
        "{salutation}\n\nYou are invited to a sample expert session on grants for communities.\n\n"
        "[[Open the site]]({base_url}/)"
    ),
}
RENEWAL: dict[str, Any] = {
    "purpose": "service",
    "subject_uk": "Перевірте, будь ласка, Ваші дані в реєстрі",
    "text_uk": (
        "{salutation}\n\nУ реєстрі Ви записані так: {position}. Номер у реєстрі: {register_number}.\n\n"
        "Якщо щось змінилося, напишіть нам у відповідь.\n\n[[Моя сторінка]]({base_url}/me/)"
    ),
}


def play(*, secretary: User, chair: User, at: datetime) -> None:
    """One sitting with approved minutes, one called; two templates; a mailing sent and a draft.

    Written to are invented people only, whoever else stands in the registers.
    """
    body = Body.objects.get(slug="membership")
    _past(body, secretary, chair, at - timedelta(days=20))
    _coming(body, secretary, chair, at)
    _letters(secretary, at)


def _past(body: Body, secretary: User, chair: User, at: datetime) -> None:
    sitting = _plan(body, secretary, chair, at, days=7)
    how: dict[str, Any] = {"actor": secretary, "at": at}
    report = agenda.add_item(
        sitting.pk,
        kind="report",
        title_uk="Про роботу комітету за квартал",
        title_en="The committee’s work in the quarter",
        speaker="Показова Наталія Олегівна",
        **how,
    )
    other = agenda.add_item(
        sitting.pk, kind="other", title_uk="Різне", title_en="Any other business", **how
    )
    sittings.call(sitting.pk, **how)
    for row, answer in zip(sitting.attendances.all(), ["coming", "online", "coming"], strict=False):
        sittings.answer(sitting.pk, answer, by=row.user, at=at + timedelta(days=1))
    how["at"] = at + timedelta(days=8)
    sittings.hold(sitting.pk, **how)
    there = {
        row.user_id: Attendance.Presence.ONLINE if row.answer == "online" else "present"
        for row in sitting.attendances.all()
    }
    agenda.note_attendance(sitting.pk, there, **how)
    agenda.write_down(
        sitting.pk,
        report.pk,
        heard="Інформацію про розгляд заяв за квартал.",
        spoke="Пробний Андрій Миколайович: запропонував нагадувати про голосування раніше.",
        resolved="Інформацію взяти до відома.",
        votes=(len(there), 0, 0),
        **how,
    )
    agenda.write_down(sitting.pk, other.pk, heard="Наступне засідання проведемо за місяць.", **how)
    sitting_minutes.approve(sitting.pk, **how)


def _coming(body: Body, secretary: User, chair: User, at: datetime) -> None:
    sitting = _plan(body, secretary, chair, at, days=5)
    how: dict[str, Any] = {"actor": secretary, "at": at}
    kind = ContentType.objects.get_for_model(Application)
    ours = Application.objects.filter(is_demonstration=True).values("pk")
    going = Matter.objects.filter(
        body=body,
        state__in=[MatterState.OPEN, MatterState.PAUSED],
        subject_type=kind,
        subject_id__in=ours,
    )
    matters = list(going.values_list("pk", flat=True))
    if matters:
        agenda.add_matters(sitting.pk, matters=matters, **how)
    agenda.add_item(
        sitting.pk, kind="other", title_uk="Різне", title_en="Any other business", **how
    )
    sittings.call(sitting.pk, **how)


def _plan(body: Body, secretary: User, chair: User, at: datetime, *, days: int) -> Sitting:
    return sittings.plan(
        body,
        starts_at=(at + timedelta(days=days)).replace(hour=8, minute=0, second=0, microsecond=0),
        place=PLACE,
        link="https://meet.demo.example/komitet",
        chair=chair,
        secretary=secretary,
        actor=secretary,
        at=at,
    )


def _letters(secretary: User, at: datetime) -> None:
    how: dict[str, Any] = {"by": secretary, "at": at - timedelta(days=9)}
    templates.save(None, name="Зразок: запрошення на сесію", **INVITATION, **how)
    templates.save(None, name="Зразок: перевірка даних", **RENEWAL, **how)
    invented = Member.objects.filter(application__is_demonstration=True)
    segment = Segment("members", ids=tuple(invented.values_list("pk", flat=True)))
    if not segment.ids:
        return
    sent = mailings.draft(None, name="Приклад розсилки", segment=segment, **INVITATION, **how)
    sending.send(sent.pk, **how)
    while sending.write_batch(sent.pk, at=how["at"]):
        pass
    mailings.draft(None, name="Приклад чернетки", segment=segment, **RENEWAL, **how)
