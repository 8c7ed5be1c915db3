"""A session of the demonstration with two invented experts, slides, a transcript, questions and
proposals. It stands in a series of its own: of the club's sessions nothing is invented."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.utils import timezone

from mayorsclub.accounts.models import User
from mayorsclub.design.pdf import compile_pdf
from mayorsclub.files.domain import check
from mayorsclub.files.models import PrivateFile
from mayorsclub.membership.models import Member, Status
from mayorsclub.office.demonstration.cast import DOMAIN
from mayorsclub.search.domain.index import remove as remove_entries
from mayorsclub.sessions.domain import asking, experts, materials, proposing, sessions
from mayorsclub.sessions.domain.finding import refresh_expert
from mayorsclub.sessions.models import (
    Availability,
    Expert,
    ExpertSession,
    Leading,
    Proposal,
    Question,
    QuestionVote,
    Series,
    SessionFile,
    Support,
    Topic,
)

SERIES = "demonstration"
TOPICS = {
    "energy": ("Енергетика", "Energy"),
    "grants": ("Гранти", "Grants"),
}
NOTE = ("Приклад: усе в цьому файлі вигадано.", "Example: everything in this file is invented.")
EXPERTS = (
    experts.ExpertFacts(
        name_uk="Зразкова Ярина",
        name_en="Yaryna Zrazkova",
        position_uk="вигадана енергетична аудиторка",
        position_en="invented energy auditor",
        about_uk="Приклад опису: радить громадам, з чого почати енергоощадження у школах і лікарнях.",
        about_en="A sample description: advises communities on where to begin saving energy in "
        "schools and hospitals.",
        languages=("uk", "en"),
        availability=Availability.YES,
    ),
    experts.ExpertFacts(
        name_uk="Умовний Остап",
        name_en="Ostap Umovnyi",
        position_uk="вигаданий консультант з грантів",
        position_en="invented adviser on grants",
        about_uk="Приклад опису: допомагає готувати бюджети проєктів і звіти.",
        about_en="A sample description: helps to prepare budgets of projects and reports.",
        languages=("uk",),
        availability=Availability.LIMITED,
        availability_note_uk="Відповідає протягом двох тижнів.",
        availability_note_en="Answers within two weeks.",
    ),
)
WORDS = sessions.SessionFacts(
    title_uk="Приклад: енергоощадження у школах громади",
    title_en="Example: saving energy in a community’s schools",
    about_uk="Цю сесію вигадано: вона показує, що отримують члени Клубу. З чого почати, якщо "
    "грошей вистачає на одну будівлю на рік: облік, дешеві заходи, а потім утеплення.",
    about_en="This session is invented: it shows what members get. Where to begin when there is "
    "money for one building a year: measuring, cheap measures, and then insulation.",
)
TRANSCRIPT = """Доброго дня, колеги. Це приклад розшифровки: слова в ній вигадано.

Почнімо з обліку. Доки ми не знаємо, скільки тепла бере кожна школа, ми не знаємо, де його втрачаємо.

Дешеві заходи — це регулятори на батареях, ущільнення вікон і розклад опалення на вихідні. Утеплення фасаду приходить потім.

Запитуйте: відповіді стоятимуть на сторінці сесії."""
SLIDES = {
    "title": "Приклад: енергоощадження у школах громади",
    "lang": "uk",
    "note": NOTE[0],
    "slides": [
        {"title": "Облік", "lines": ["Лічильник у кожній будівлі", "Показники щотижня"]},
        {"title": "Дешеві заходи", "lines": ["Регулятори на батареях", "Розклад опалення"]},
        {"title": "Утеплення", "lines": ["Одна будівля на рік", "Спершу дах"]},
    ],
}
QUESTIONS = (
    ("З якої школи починати, якщо всі однакові?", False, 2),
    ("Чи можна вести облік без нових лічильників?", True, 1),
    ("Хто навчить завгоспів працювати з регуляторами?", False, 0),
)
ANSWER = "З тієї, де найбільше дітей: там економія на одну дитину помітна найшвидше."
PROPOSALS = (
    ("Приклад: укриття у школах", "Які проєкти вже працюють і скільки коштують.", 2),
    ("Приклад: послуги ветеранам у громаді", "", 1),
)


def load(secretary: User, at: datetime) -> None:
    """Play it through the same domain functions as real life. at: now, aware."""
    how: dict[str, Any] = {"by": secretary, "at": at - timedelta(days=20)}
    topics = [_topic(slug, names) for slug, names in TOPICS.items()]
    people = [_expert(facts, how) for facts in EXPERTS]
    series, _made = Series.objects.get_or_create(
        slug=SERIES,
        defaults={"title_uk": "Демонстрація", "title_en": "Demonstration", "position": 99},
    )
    session = sessions.write(WORDS, series=series, slug="example", is_demonstration=True, **how)
    session.topics.set(topics)
    sessions.set_experts(session.pk, people, **how)
    sessions.show(session.pk, **how)
    materials.set_video_link(session.pk, "https://video.demo.example/session", **how)
    materials.write_transcript(session.pk, language="uk", text=TRANSCRIPT, **how)
    slides = SimpleUploadedFile("slides.pdf", compile_pdf("office/slides.typ", SLIDES))
    materials.add_paper(
        session.pk,
        check(slides),
        kind=SessionFile.Kind.SLIDES,
        title_uk="Презентація",
        title_en="Slides",
        **how,
    )
    _ask(session, secretary, at - timedelta(days=12))
    _propose(topics, at - timedelta(days=8))


def _topic(slug: str, names: tuple[str, str]) -> Topic:
    """The club's own topic, where the archive is loaded."""
    uk, en = names
    return Topic.objects.get_or_create(slug=slug, defaults={"name_uk": uk, "name_en": en})[0]


def _expert(facts: experts.ExpertFacts, how: dict[str, Any]) -> Expert:
    expert = experts.enter(facts, is_demonstration=True, **how)
    expert.topics.set(Topic.objects.filter(slug__in=TOPICS))
    return experts.show(expert.pk, agreed_on=timezone.localdate(how["at"]), **how)


def _members() -> list[User]:
    found = Member.objects.filter(user__email__endswith=f"@{DOMAIN}", status=Status.ACTIVE)
    return [member.user for member in found.select_related("user").order_by("pk")]


def _ask(session: ExpertSession, secretary: User, at: datetime) -> None:
    members = _members()
    for number, (text, is_unnamed, votes) in enumerate(QUESTIONS):
        asker = members[number % len(members)]
        question = asking.ask(
            session.pk, text=text, is_unnamed=is_unnamed, is_demonstration=True, by=asker, at=at
        )
        for other in [each for each in members if each != asker][:votes]:
            asking.vote(question.pk, by=other, at=at + timedelta(hours=2))
    first = session.questions.order_by("pk").first()
    if first is not None:
        asking.answer(first.pk, text=ANSWER, by=secretary, at=at + timedelta(days=1))


def _propose(topics: list[Topic], at: datetime) -> None:
    members = _members()
    for number, (title, text, support) in enumerate(PROPOSALS):
        author = members[number % len(members)]
        made = proposing.propose(
            title=title, text=text, topics=topics[:1], is_demonstration=True, by=author, at=at
        )
        for other in [each for each in members if each != author][:support]:
            proposing.support(made.pk, by=other, at=at + timedelta(hours=3))


def ours() -> Q:
    """Sessions of the demonstration: made by it, or planned from its proposals."""
    return Q(is_demonstration=True) | Q(created_by__is_demonstration=True)


def files() -> list[int]:
    """The files that go with them; asked before `remove`."""
    ids = [str(pk) for pk in ExpertSession.objects.filter(ours()).values_list("pk", flat=True)]
    kept = PrivateFile.objects.filter(about_type="expert_sessions.expertsession", about_id__in=ids)
    return list(kept.values_list("pk", flat=True))


def remove() -> None:
    """Take it all out, with what people of the demonstration asked and proposed since."""
    theirs = Q(asked_by__is_demonstration=True) | Q(session__is_demonstration=True)
    QuestionVote.objects.filter(user__is_demonstration=True).delete()
    Support.objects.filter(user__is_demonstration=True).delete()
    Question.objects.filter(theirs | Q(session__in=ExpertSession.objects.filter(ours()))).delete()
    Question.objects.filter(answered_by__is_demonstration=True).update(answered_by=None)
    Proposal.objects.filter(
        Q(proposed_by__is_demonstration=True) | Q(is_demonstration=True)
    ).delete()
    going = ExpertSession.objects.filter(ours())
    Proposal.objects.filter(session__in=going).delete()
    SessionFile.objects.filter(session__in=going).delete()
    for session in going:
        for record in (session, *session.transcripts.all()):
            remove_entries(record)
    going.update(video=None)
    going.delete()
    people = Expert.objects.filter(Q(is_demonstration=True) | Q(user__is_demonstration=True))
    for expert in people:
        expert.is_shown = False
        refresh_expert(expert)
    Leading.objects.filter(expert__in=people).delete()
    people.delete()
    Series.objects.filter(slug=SERIES, sessions=None).delete()
    # The club's own, where the archive is loaded, have sessions.
    unused = {"sessions": None, "experts": None, "proposals": None}
    Topic.objects.filter(slug__in=TOPICS, **unused).delete()
