"""News of the demonstration: three articles in both languages and a draft, all invented."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Locale
from wagtail_localize.models import TranslatableObject, Translation, TranslationSource

from mayorsclub.content.domain.loading import translate
from mayorsclub.content.models import NewsIndexPage, NewsPage, NewsTag
from mayorsclub.content.texts import Both, Rich, in_language
from mayorsclub.office.demonstration.covers import cover

NOTE = Both(
    "Цю новину вигадано: вона показує, як виглядає стаття.",
    "This news is invented: it shows what an article looks like.",
)


class Article(NamedTuple):
    """tags: slugs. days: how long ago it came out; None: a draft."""

    slug: str
    days: int | None
    tags: str
    texts: dict[str, Any]


def _body(*parts: tuple[str, Any]) -> list[tuple[str, Any]]:
    return [*parts, ("text", Rich([("p", NOTE)]))]


GRANTS = {
    "title": Both(
        "Приклад: експерт-сесія про гранти для громад",
        "Example: an expert session on grants for communities",
    ),
    "lead": Both(
        "Члени Клубу говорили з фахівцями про те, як обрати конкурс, скласти реалістичний бюджет і відзвітувати.",
        "Members talked with specialists about choosing a call, making a realistic budget and reporting.",
    ),
    "cover_alt": Both(
        "Сині та пшеничні плитки на синьому тлі", "Blue and wheat-coloured tiles on a blue ground"
    ),
    "body": _body(
        (
            "text",
            Rich(
                [
                    (
                        "p",
                        Both(
                            "Грант — безповоротні кошти на чітко описаний результат. Тож почали з головного запитання: який результат потрібен громаді?",
                            "A grant is non-repayable money for a clearly described result. So the first question was which result the community needs.",
                        ),
                    ),
                    ("h2", Both("Що варто зробити до заявки", "What to do before applying")),
                    (
                        "li",
                        Both(
                            "прочитати умови конкурсу до кінця;",
                            "read the terms of the call to the end;",
                        ),
                    ),
                    ("li", Both("порахувати власний внесок;", "work out your own contribution;")),
                    (
                        "li",
                        Both(
                            "домовитися, хто готуватиме звіти.", "agree who will write the reports."
                        ),
                    ),
                ]
            ),
        ),
        (
            "quote",
            {
                "text": Both(
                    "Рішення, що спрацювало в одній громаді, заощаджує час іншим.",
                    "A solution that worked in one community saves time for others.",
                ),
                "who": Both(
                    "Приклад Іван, вигаданий голова громади",
                    "Ivan Pryklad, an invented head of a community",
                ),
            },
        ),
    ),
}
PASSPORTS = {
    "title": Both(
        "Приклад: громади оновлюють інвестиційні паспорти",
        "Example: communities renew their investment passports",
    ),
    "lead": Both(
        "Паспорт корисний, доки дані свіжі, перевірені й доступні також англійською.",
        "A passport is useful while its data are fresh, checked and available in English too.",
    ),
    "cover_alt": Both("Плитки різних відтінків синього", "Tiles in several shades of blue"),
    "body": _body(
        (
            "steps",
            {
                "heading": Both("Як оновити паспорт", "How to renew a passport"),
                "entries": [
                    Both(
                        "Перевірте дані про ресурси, кадри та інфраструктуру",
                        "Check the data on resources, people and infrastructure",
                    ),
                    Both(
                        "Опишіть вільні майданчики та додайте мапи",
                        "Describe vacant sites and add maps",
                    ),
                    Both(
                        "Перекладіть англійською та призначте контактну особу",
                        "Translate into English and name a contact",
                    ),
                ],
            },
        ),
    ),
}
MISSION = {
    "title": Both("Приклад: зразкова торгова місія", "Example: a model trade mission"),
    "lead": Both(
        "Голови громад і місцеві підприємства зустрічаються з партнерами з іншої країни.",
        "Heads of communities and local firms meet partners from another country.",
    ),
    "cover_alt": Both("Мозаїка із синіх плиток", "A mosaic of blue tiles"),
    "body": _body(
        (
            "text",
            Rich(
                [
                    (
                        "p",
                        Both(
                            "Після місії кожна домовленість має відповідального та дату.",
                            "After the mission every promise has a person and a date.",
                        ),
                    )
                ]
            ),
        ),
    ),
}
YEAR = {
    "title": Both("Приклад чернетки: підсумки року", "Example of a draft: the year in review"),
    "lead": NOTE,
    "cover_alt": Both("", ""),
    "body": [],
}
ARTICLES = (
    Article("example-trade-mission", 34, "trade international", MISSION),
    Article("example-investment-passports", 16, "investment international", PASSPORTS),
    Article("example-grants-session", 3, "grants investment club", GRANTS),
    Article("example-year", None, "club", YEAR),
)


def load(*, at: datetime) -> None:
    """Add the articles below the list of news, where there is one. at: now, aware."""
    index = NewsIndexPage.objects.filter(locale__language_code="uk").first()
    if index is None:
        return
    for number, article in enumerate(ARTICLES):
        page = _page(article, number, at)
        index.add_child(instance=page)
        page.tags.set(NewsTag.objects.filter(slug__in=article.tags.split()))
        revision = page.save_revision()
        if article.days is not None:
            revision.publish()
            source, _made = TranslationSource.update_or_create_from_instance(
                NewsPage.objects.get(pk=page.pk)
            )
            english = Locale.objects.get(language_code="en")
            translation = Translation.objects.create(source=source, target_locale=english)
            translate(translation, article.texts)


def remove() -> None:
    """Take the articles, their translations and their covers out again."""
    pages = list(NewsPage.objects.filter(is_demonstration=True))
    covers = {page.cover_id for page in pages if page.cover_id}
    keys = {page.translation_key for page in pages}
    for page in pages:
        # A translation goes with its source.
        if found := NewsPage.objects.filter(pk=page.pk).first():
            found.delete()
    TranslatableObject.objects.filter(translation_key__in=keys).delete()
    for image in Image.objects.filter(pk__in=covers):
        if not image.get_usage().count():
            image.delete()


def _page(article: Article, number: int, at: datetime) -> NewsPage:
    moment = at - timedelta(days=article.days or 0)
    texts = {name: _value(name, text) for name, text in article.texts.items()}
    page = NewsPage(
        slug=article.slug,
        date=timezone.localdate(moment),
        live=False,
        is_demonstration=True,
        **texts,
    )
    if article.days is not None:
        page.first_published_at = moment
        page.cover = Image.objects.create(
            title=f"Зразок: обкладинка {number + 1}",
            file=ContentFile(cover(number), f"demonstration-{number + 1}.jpg"),
        )
    return page


def _value(name: str, text: Any) -> Any:
    if name == "body":
        return [{"type": kind, "value": in_language(part, "uk", {})} for kind, part in text]
    return text.uk
