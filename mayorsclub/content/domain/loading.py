"""Writes the first texts into pages, once: what editors changed stays as it is. Pages that
nobody has touched since an earlier release get the texts of this one."""

import json
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Revision, Site
from wagtail_localize.models import Translation, TranslationSource

from mayorsclub.content.domain.approval import ensure_workflow
from mayorsclub.content.models import (
    ApplyPage,
    DocumentsPage,
    HomePage,
    NewsIndexPage,
    NewsTag,
    QuestionsPage,
    ServicePage,
    ServicesPage,
    SitePage,
    StandardPage,
    Surroundings,
)
from mayorsclub.content.texts import (
    about,
    accessibility,
    apply,
    both_in,
    documents,
    home,
    in_language,
    news,
    privacy,
    questions,
    services,
)
from mayorsclub.content.texts.surroundings import (
    EARLIER_FOOTERS,
    EARLIER_MENUS,
    FOOTER,
    FOOTER_LINE,
    MENU,
    Links,
)

# Pages are known by these keys, so an editor may rename or move one and it is not made again.
NAMESPACE = UUID("7d5d4a2e-6c5f-4f0e-9f0b-0f3a3c6a2b11")
TOP = "Клуб Мерів · Mayors’ Club"
# The two home pages are neighbours in the tree; this slug is in no address.
ENGLISH_HOME = "home-en"
LINES = ("who", "steps", "extra")
# Pages whose first texts grew with the site.
RENEWED = ("home", "privacy", "accessibility")


class Made(NamedTuple):
    """A page of the set: its type, what no language changes, its texts, the page above."""

    model: type[SitePage]
    fixed: dict[str, Any]
    texts: dict[str, Any]
    parent: str = "home"


def _service(topic: str, texts: dict[str, Any], slug: str = "") -> Made:
    return Made(ServicePage, {"slug": slug or topic, "topic": topic}, texts, "services")


PAGES: dict[str, Made] = {
    "home": Made(HomePage, {"slug": "home"}, {"title": home.TITLE, "body": home.HOME}),
    "about": Made(StandardPage, {"slug": "about"}, about.PAGE),
    "services": Made(ServicesPage, {"slug": "services"}, services.INDEX),
    "projects": _service("projects", services.PROJECTS),
    # /partners/ is the way into partnership.
    "strategic-partners": _service("partners", services.PARTNERS, "strategic-partners"),
    "strategy": _service("strategy", services.STRATEGY),
    "exchange": _service("exchange", services.EXCHANGE),
    "missions": _service("missions", services.TRADE_MISSIONS),
    "city-services": _service("city-services", services.CITY_SERVICES),
    "news": Made(NewsIndexPage, {"slug": "news"}, news.INDEX),
    "join": Made(ApplyPage, {"slug": "join", "kind": ApplyPage.Kind.MEMBERSHIP}, apply.JOIN),
    "partners": Made(
        ApplyPage, {"slug": "partners", "kind": ApplyPage.Kind.PARTNERSHIP}, apply.PARTNERS
    ),
    "faq": Made(QuestionsPage, {"slug": "faq"}, questions.PAGE),
    "documents": Made(DocumentsPage, {"slug": "documents"}, documents.PAGE),
    "accessibility": Made(StandardPage, {"slug": "accessibility"}, accessibility.PAGE),
    "privacy": Made(StandardPage, {"slug": "privacy"}, privacy.PAGE),
}


@transaction.atomic
def load_content() -> list[str]:
    """Make what is missing of the site: languages, root, pages with translations, menu.

    Returns the names of the pages it made. A page that was ever made is left alone,
    whatever editors did to it; one that they deleted comes back.
    """
    ukrainian, english = (
        Locale.objects.get_or_create(language_code=code)[0] for code in ("uk", "en")
    )
    made = [name for name in PAGES if not _standing(name, ukrainian)]
    for name in made:
        _add_empty(name, ukrainian)
    ids = {name: page.pk for name in PAGES if (page := _standing(name, ukrainian))}
    made += [name for name in RENEWED if name not in made and _is_earlier(name, ukrainian)]
    for name in made:
        _write(name, ukrainian, ids)
    _put_at_root(ukrainian)
    for name in made:
        _translate(name, ukrainian, english)
    _surround(ids)
    _tag()
    ensure_workflow()
    return made


def key_of(name: str) -> UUID:
    """The translation key of a page of the set."""
    return uuid5(NAMESPACE, name)


def _standing(name: str, locale: Locale) -> Page | None:
    """The page of the set, wherever editors moved it; or theirs at its address."""
    pages = Page.objects.filter(locale=locale)
    page = pages.filter(translation_key=key_of(name)).first()
    if page or name == "home":
        return page
    parent = _standing(PAGES[name].parent, locale)
    slug = PAGES[name].fixed["slug"]
    return pages.child_of(parent).filter(slug=slug).first() if parent else None


def _get(name: str, locale: Locale) -> SitePage:
    return PAGES[name].model.objects.get(translation_key=key_of(name), locale=locale)


def _add_empty(name: str, locale: Locale) -> None:
    """A page with its title only: links between pages need all of them to be there first."""
    model, fixed, texts, above = PAGES[name]
    page = model(
        title=texts["title"].uk, locale=locale, translation_key=key_of(name), live=False, **fixed
    )
    if name == "home":
        # Wagtail's own first page stands where ours goes.
        Page.objects.filter(depth=2, slug=page.slug, alias_of=None).exclude(
            pk__in=HomePage.objects.values("pk")
        ).update(slug="wagtail-welcome", url_path="/wagtail-welcome/")
        parent = Page.objects.get(depth=1)
    else:
        parent = _standing(above, locale)
        assert parent, "pages are made from the top"  # noqa: S101
    parent.add_child(instance=page)


def _is_earlier(name: str, locale: Locale) -> bool:
    """The page is as an earlier release wrote it: no person has saved it or its translation
    since, and a text of this release is missing in it."""
    page = PAGES[name].model.objects.filter(translation_key=key_of(name), locale=locale).first()
    if page is None:
        return False
    both = page.get_translations(inclusive=True).values_list("pk", flat=True)
    saved = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in both])
    if saved.exclude(user=None).exists():
        return False
    there = json.dumps(list(page.body.raw_data), ensure_ascii=False)
    texts = both_in([value for _kind, value in PAGES[name].texts["body"]])
    return any(json.dumps(text.uk, ensure_ascii=False)[1:-1] not in there for text in texts)


def _write(name: str, locale: Locale, ids: dict[str, int]) -> None:
    page = _get(name, locale)
    for field, value in PAGES[name][2].items():
        setattr(page, field, _value(field, value, ids))
    page.save_revision().publish()


def _value(field: str, value: Any, ids: dict[str, int]) -> Any:
    """A field of the Ukrainian page: a stream of sections, of lines, or a plain text."""
    if field == "body":
        return [{"type": kind, "value": in_language(part, "uk", ids)} for kind, part in value]
    if field in LINES:
        return [{"type": "line", "value": line.uk} for line in value]
    return in_language(value, "uk", ids)


def _put_at_root(locale: Locale) -> None:
    """The site begins at our home page and has the address of the settings. The top of both
    trees, where the office's list of pages begins, is named so in both languages."""
    Page.objects.filter(depth=1).update(title=TOP, draft_title=TOP)
    root = _get("home", locale)
    address = urlsplit(settings.BASE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page_id = root.pk
    site.save()
    for page in Page.objects.filter(depth=2, slug="wagtail-welcome"):
        page.delete()


def _translate(name: str, source_locale: Locale, target: Locale) -> None:
    """The English page as editors would make it: a translation, string by string, published."""
    source, _created = TranslationSource.update_or_create_from_instance(_get(name, source_locale))
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=target)
    translate(translation, PAGES[name].texts)


def translate(translation: Translation, texts: dict[str, Any]) -> None:
    """Fill a translation from texts in both languages and publish it; editors' words stay."""
    known = {text.uk: text.en for text in both_in(list(texts.values()))}
    strings = translation.export_po()
    for entry in strings:
        first = ENGLISH_HOME if entry.msgctxt == "slug" else known.get(entry.msgid, "")
        entry.msgstr = entry.msgstr or first
    translation.import_po(strings)
    # Published here: save_target would do it after the commit, where a power cut may come first.
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()


def _surround(ids: dict[str, int]) -> None:
    """The menu and footer, where an editor has not made them."""
    site = Site.objects.get(is_default_site=True)
    around, created = Surroundings.objects.get_or_create(site=site)
    if created:
        around.footer_uk, around.footer_en = FOOTER_LINE
    changed = created
    for name, links, earlier in (
        ("menu", MENU, EARLIER_MENUS),
        ("footer", FOOTER, EARLIER_FOOTERS),
    ):
        if created or _plain(getattr(around, name).raw_data) in [_links(e, ids) for e in earlier]:
            setattr(around, name, _links(links, ids))
            changed = True
    if changed:
        around.save()


def _plain(items: Any) -> list[dict]:
    """Stored links without what the storing adds."""
    return [{"type": item["type"], "value": {"place": "", **item["value"]}} for item in items]


def _links(links: Links, ids: dict[str, int]) -> list[dict]:
    return [
        {
            "type": "item",
            "value": {
                "label_uk": label.uk,
                "label_en": label.en,
                "page": None if where.startswith("@") else ids.get(where),
                "place": where.removeprefix("@") if where.startswith("@") else "",
                "anchor": anchor,
            },
        }
        for label, where, anchor in links
    ]


def _tag() -> None:
    """The tags that articles begin with; only while there are none."""
    if not NewsTag.objects.exists():
        NewsTag.objects.bulk_create(
            NewsTag(slug=slug, name_uk=name.uk, name_en=name.en)
            for slug, name in news.NEWS_TAGS.items()
        )
