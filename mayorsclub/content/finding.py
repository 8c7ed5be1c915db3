"""Pages and places in the search."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import get_text_for_indexing
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from mayorsclub.content import translations
from mayorsclub.content.blocks import ActionBlock, AnchorBlock
from mayorsclub.search import kinds, sources
from mayorsclub.search.domain import index

PAGES = "pages"


def connect() -> None:
    """Name the kind, the source, and listen to what happens to pages. For `ready()`, after
    those who bring translations to where their page is."""
    kinds.register(PAGES, _("Pages"), order=10)
    kinds.register("news", _("News"), order=20)
    sources.register("pages", rebuild)
    for signal in (page_published, page_unpublished):
        signal.connect(_changed)
    for signal in (page_slug_changed, post_page_move):
        signal.connect(_moved)
    for signal in (post_save, post_delete):
        signal.connect(_restricted, sender=PageViewRestriction)
    post_delete.connect(_deleted, sender=Page)


def rebuild() -> Iterator[None]:
    """Put every page that everybody may read, the versions of one page together."""
    keys = Page.objects.filter(depth__gt=1, locale__language_code=translations.SOURCE)
    for key in list(keys.values_list("translation_key", flat=True)):
        refresh(key)
        yield


@transaction.atomic
def refresh(key: object) -> None:
    """Bring what is found of a page and its translation up to date.

    key: their translation key. Versions that not everybody may read are taken out.
    """
    source = Page.objects.filter(
        translation_key=key, locale__language_code=translations.SOURCE
    ).first()
    if source is None:
        return
    versions = {
        page.locale.language_code: page.specific
        for page in translations.open_pages().filter(translation_key=key)
    }
    for language in dict(settings.LANGUAGES).keys() - versions.keys():
        index.remove(source, language=language)
    for language, page in versions.items():
        _put(page, source, language)


def refresh_tree(page: Page) -> None:
    """The same for a page and all below it: their addresses or readers have changed."""
    below = Page.objects.filter(path__startswith=page.path).order_by("path")
    for key in dict.fromkeys(below.values_list("translation_key", flat=True)):
        refresh(key)


def _changed(instance: Page, **signal: Any) -> None:
    refresh(instance.translation_key)


def _moved(instance: Page, **signal: Any) -> None:
    refresh_tree(instance)


def _restricted(instance: PageViewRestriction, **signal: Any) -> None:
    # A page that is being deleted is taken out by itself.
    if page := Page.objects.filter(pk=instance.page_id).first():
        refresh_tree(page)


def _deleted(instance: Page, **signal: Any) -> None:
    if instance.locale.language_code == translations.SOURCE:
        index.remove(Page(pk=instance.pk))
    else:
        refresh(instance.translation_key)


def _put(page: Page, source: Page, language: str) -> None:
    parts = page.get_url_parts()
    if parts is None:
        index.remove(source, language=language)
        return
    index.put(
        kind=getattr(page, "search_kind", PAGES),
        about=source,
        language=language,
        title=page.title,
        text=text_of(page),
        url=parts[2],
        keywords=page.seo_title,
        at=page.last_published_at or timezone.now(),
    )


def text_of(page: Page) -> str:
    """The words of a page as its readers see them, each piece a sentence."""
    pieces: list[str] = [page.search_description]
    for field in page._meta.concrete_fields:
        if field.model is Page or field.choices:
            continue
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            pieces += _texts(value.stream_block, value)
        elif isinstance(field, RichTextField):
            pieces.append(get_text_for_indexing(value))
        elif type(field) in {models.CharField, models.TextField}:
            pieces.append(value)
    found = (" ".join(piece.split()) for piece in pieces if piece)
    return " ".join(each if each[-1:] in ".!?:…" else f"{each}." for each in found if each)


# Texts of links and addresses of sections are not what a page says.
_SILENT = (ActionBlock, AnchorBlock)


def _texts(block: blocks.Block, value: Any) -> Iterable[str]:
    if value is None or isinstance(block, _SILENT):
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from _texts(child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for each in value:
            yield from _texts(block.child_block, each)
    elif isinstance(block, ImageBlock | TypedTableBlock):
        # Neither is a dictionary: a picture brings its words, a table its cells.
        yield from block.get_searchable_content(value)
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _texts(child_block, value.get(name))
    elif isinstance(block, blocks.RichTextBlock):
        yield get_text_for_indexing(value.source)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield str(value)
