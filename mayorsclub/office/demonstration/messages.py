"""Invented messages to the club, in both languages and in different states."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from mayorsclub.accounts.models import User
from mayorsclub.inbox.domain import handling, messages, saved
from mayorsclub.inbox.models import Line, Message, ReplyLink, SavedAnswer
from mayorsclub.office.demonstration.cast import DOMAIN

SECRETARY, MEMBER = f"secretary@{DOMAIN}", f"member@{DOMAIN}"
ANSWER_UK = """Дякуємо за запитання.

Вступити можуть чинні та колишні міські голови й голови територіальних громад. Заяву подають на сайті, це триває близько десяти хвилин. Її розгляне комітет, рішення надійде електронною поштою."""
ANSWER_EN = """Thank you for your question.

Current and former mayors and heads of territorial communities may join. The application is on the site and takes about ten minutes. Our committee reviews it and the decision comes by e-mail."""
TO_THE_PRESS = """Thank you for your interest.

Please send us your questions by Friday, and we will find a member who can answer them."""


@dataclass(frozen=True)
class Letter:
    """Who wrote what, how many days ago, and what the office then did with it."""

    writer: messages.Writer
    topic: str
    text: str
    days: float
    then: Callable[[Message, User, datetime], object] | None = None
    language: str = "uk"
    is_members: bool = False


def _appeal(message: Message, secretary: User, at: datetime) -> None:
    handling.mark_appeal(message.pk, days=handling.USUAL, by=secretary, at=at)


def _assign(message: Message, secretary: User, at: datetime) -> None:
    handling.assign(message.pk, to=secretary, by=secretary, at=at)


def _answer(message: Message, secretary: User, at: datetime) -> None:
    messages.answer(message.pk, text=TO_THE_PRESS, by=secretary, at=at)


def _talk(message: Message, secretary: User, at: datetime) -> None:
    """Answered, and the writer asks on."""
    messages.answer(message.pk, text=ANSWER_UK, by=secretary, at=at)
    later = at + timedelta(hours=5)
    messages.reply(message.pk, text="Дякую! А чи може вступити секретар ради?", by=None, at=later)


LETTERS = (
    Letter(
        messages.Writer("Марія Зразок", f"writer1@{DOMAIN}", organisation="Зразкова громада"),
        "question",
        "Добрий день! Чи може вступити до Клубу колишній міський голова?",
        3,
        _talk,
    ),
    Letter(
        messages.Writer("Приклад Іван Петрович", MEMBER, organisation="Тростянецька громада"),
        "projects",
        "Готуємо проєкт реконструкції котельні. Хто може допомогти з оцінкою вартості?",
        9,
        _assign,
        is_members=True,
    ),
    Letter(
        messages.Writer("Степан Взірець", f"writer2@{DOMAIN}"),
        "other",
        "Прошу надати відповідь на моє звернення про роботу Клубу в нашій області.",
        26,
        _appeal,
    ),
    Letter(
        messages.Writer("Anna Sample", f"writer3@{DOMAIN}", organisation="Example Weekly"),
        "press",
        "I am writing about the recovery of small towns. Could I talk to one of your members?",
        6,
        _answer,
        language="en",
    ),
    Letter(
        messages.Writer("Best Offer", f"writer4@{DOMAIN}"),
        "partnership",
        "Buy links: http://one.demo.example http://two.demo.example http://three.demo.example",
        1,
        language="en",
    ),
)
SAVED = (
    saved.Words("Приклад: хто може вступити", "question", ANSWER_UK, ANSWER_EN),
    saved.Words(
        "Приклад: запит передано",
        "projects",
        "Дякуємо. Ми передали Ваш запит фахівцеві й напишемо Вам, щойно матимемо відповідь.",
        "Thank you. We have passed your request to a specialist and will write to you as soon as we have an answer.",
    ),
)


def load_messages(at: datetime) -> None:
    """Play the messages through the same domain functions as real life."""
    secretary = User.objects.get(email=SECRETARY)
    for words in SAVED:
        saved.save_answer(None, words, by=secretary, at=at - timedelta(days=30))
    SavedAnswer.objects.filter(changed_by=secretary).update(is_demonstration=True)
    for letter in LETTERS:
        came = at - timedelta(days=letter.days)
        message = messages.receive(
            letter.writer,
            topic=letter.topic,
            text=letter.text,
            language=letter.language,
            by=User.objects.get(email=MEMBER) if letter.is_members else None,
            is_demonstration=True,
            at=came,
        )
        if letter.then is not None:
            letter.then(message, secretary, came + timedelta(hours=20))


def remove_messages() -> None:
    """Take them out, with what people of the demonstration wrote and saved since."""
    Message.objects.filter(email__endswith=f"@{DOMAIN}").update(is_demonstration=True)
    ours = Message.objects.filter(is_demonstration=True)
    ReplyLink.objects.filter(message__in=ours).delete()
    Line.objects.filter(message__in=ours).delete()
    ours.delete()
    Message.objects.filter(assigned_to__is_demonstration=True).update(assigned_to=None)
    by_them = Q(is_demonstration=True) | Q(changed_by__is_demonstration=True)
    SavedAnswer.objects.filter(by_them).delete()
