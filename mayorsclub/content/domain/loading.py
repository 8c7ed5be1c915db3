"""Writes the first texts into pages, once: what editors changed stays as it is."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation, TranslationSource

from mayorsclub.content.models import ApplyPage, HomePage, SitePage, StandardPage, Surroundings
from mayorsclub.content.texts import Both, apply, both_in, home, in_language, privacy
from mayorsclub.content.texts.surroundings import FOOTER, FOOTER_LINE, MENU

# Pages are known by these keys, so an editor may rename or move one and it is not made again.
NAMESPACE = UUID("7d5d4a2e-6c5f-4f0e-9f0b-0f3a3c6a2b11")
# The two home pages are neighbours in the tree; this slug is in no address.
ENGLISH_HOME = "home-en"
LINES = ("who", "steps", "extra")

PAGES: dict[str, tuple[type[SitePage], dict[str, Any], dict[str, Any]]] = {
    "home": (HomePage, {"slug": "home"}, {"title": home.TITLE, "body": home.HOME}),
    "join": (ApplyPage, {"slug": "join", "kind": ApplyPage.Kind.MEMBERSHIP}, apply.JOIN),
    "partners": (
        ApplyPage,
        {"slug": "partners", "kind": ApplyPage.Kind.PARTNERSHIP},
        apply.PARTNERS,
    ),
    "privacy": (StandardPage, {"slug": "privacy"}, privacy.PAGE),
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
    made = [name for name in PAGES if not _find(name, ukrainian)]
    for name in made:
        _add_empty(name, ukrainian)
    ids = {name: _get(name, ukrainian).pk for name in PAGES}
    for name in made:
        _write(name, ukrainian, ids)
    _put_at_root(ukrainian)
    for name in made:
        _translate(name, ukrainian, english)
    _surround(ids)
    return made


def key_of(name: str) -> UUID:
    """The translation key of a page of the set."""
    return uuid5(NAMESPACE, name)


def _find(name: str, locale: Locale) -> SitePage | None:
    model = PAGES[name][0]
    return model.objects.filter(translation_key=key_of(name), locale=locale).first()


def _get(name: str, locale: Locale) -> SitePage:
    return PAGES[name][0].objects.get(translation_key=key_of(name), locale=locale)


def _add_empty(name: str, locale: Locale) -> None:
    """A page with its title only: links between pages need all of them to be there first."""
    model, fixed, texts = PAGES[name]
    parent = _get("home", locale) if name != "home" else Page.objects.get(depth=1)
    page = model(
        title=texts["title"].uk, locale=locale, translation_key=key_of(name), live=False, **fixed
    )
    if name == "home":
        # Wagtail's own first page stands where ours goes.
        Page.objects.filter(depth=2, slug=page.slug, alias_of=None).exclude(
            pk__in=HomePage.objects.values("pk")
        ).update(slug="wagtail-welcome", url_path="/wagtail-welcome/")
        parent = Page.objects.get(pk=parent.pk)
    parent.add_child(instance=page)


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
    """The site begins at our home page and has the address of the settings."""
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
    known: dict[str, str] = {}
    for text in both_in(list(PAGES[name][2].values())):
        known[text.uk] = text.en
    strings = translation.export_po()
    for entry in strings:
        entry.msgstr = ENGLISH_HOME if entry.msgctxt == "slug" else known.get(entry.msgid, "")
    translation.import_po(strings)
    # Published here: save_target would do it after the commit, where a power cut may come first.
    translation.save_target(publish=False)
    _get(name, target).get_latest_revision().publish()


def _surround(ids: dict[str, int]) -> None:
    """The menu and footer, where an editor has not made them yet."""
    site = Site.objects.get(is_default_site=True)
    around, created = Surroundings.objects.get_or_create(site=site)
    if created:
        around.menu, around.footer = _links(MENU, ids), _links(FOOTER, ids)
        around.footer_uk, around.footer_en = FOOTER_LINE
        around.save()


def _links(links: list[tuple[Both, str, str]], ids: dict[str, int]) -> list[dict]:
    return [
        {
            "type": "item",
            "value": {
                "label_uk": label.uk,
                "label_en": label.en,
                "page": ids[page],
                "anchor": anchor,
            },
        }
        for label, page, anchor in links
    ]
