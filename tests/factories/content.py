"""Articles and pictures of the site."""

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from mayorsclub.content.models import NewsIndexPage, NewsPage, NewsTag


def make_image(title: str = "Ратуша", size: tuple[int, int] = (160, 90)) -> Image:
    content = io.BytesIO()
    Picture.new("RGB", size, "navy").save(content, "PNG")
    return Image.objects.create(title=title, file=ContentFile(content.getvalue(), "hall.png"))


def make_document(title: str = "Статут") -> Document:
    return Document.objects.create(
        title=title, file=ContentFile(b"%PDF-1.4 sample", f"{title}.pdf"), file_size=15
    )


def make_article(number: int, *, tags: str = "", publish: bool = True, **fields: Any) -> NewsPage:
    """An article in Ukrainian below the list of news; tags: slugs."""
    index = NewsIndexPage.objects.get(locale__language_code="uk")
    page = NewsPage(
        **{
            "title": f"Новина {number}",
            "slug": f"article-{number}",
            "lead": f"Вступ {number}",
            "live": False,
            **fields,
        }
    )
    index.add_child(instance=page)
    page.tags.set(NewsTag.objects.filter(slug__in=tags.split()))
    revision = page.save_revision()
    if publish:
        revision.publish()
    return NewsPage.objects.get(pk=page.pk)


def begin_translation(page: NewsPage, title: str) -> Translation:
    """The page's words in English, not yet on a page."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    strings = translation.export_po()
    for entry in strings:
        entry.msgstr = title if entry.msgid == page.title else f"English {entry.msgid[-1]}"
    translation.import_po(strings)
    return translation


def make_english(page: NewsPage, title: str) -> NewsPage:
    """The page's English version, published."""
    translation = begin_translation(page, title)
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()
    return NewsPage.objects.get(pk=translation.get_target_instance().pk)
