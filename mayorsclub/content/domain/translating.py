"""Beginning a translation, and keeping it in step with its Ukrainian page."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from mayorsclub.accounts.models import User
from mayorsclub.content.translations import SOURCE


@transaction.atomic
def begin(source: Page, language: str, *, by: User) -> Page:
    """The translation of a Ukrainian page, ready for its editor: made as a draft where there is
    none, otherwise brought up to the present text of the source; what is translated stays.

    The present text of a page that nobody reads yet is its last draft.
    """
    locale = Locale.objects.get(language_code=language)
    present = source.specific if source.live else source.get_latest_revision_as_object()
    known, _created = TranslationSource.update_or_create_from_instance(present)
    translation, created = Translation.objects.get_or_create(source=known, target_locale=locale)
    if not created and not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    made = versions(source).filter(locale=locale, alias_of=None).first()
    if made is None:
        # Messages about single strings are kept in the source's language.
        with override(SOURCE):
            translation.save_target(user=by, publish=False)
        made = versions(source).get(locale=locale)
    return made


def keep_in_step(source: Page) -> None:
    """A Ukrainian page was published: its translations are asked for what is new in it.

    Where nothing is left to translate (a picture, a date or the order changed), the translation
    that everybody reads gets the change at once.
    """
    known = TranslationSource.objects.filter(
        object_id=source.translation_key, locale=source.locale
    ).first()
    if known is None:
        return
    known.update_from_db()
    for translation in known.translations.filter(enabled=True):
        page = versions(source).filter(locale=translation.target_locale, live=True).first()
        if page and not page.has_unpublished_changes and _is_settled(translation, page):
            translation.save_target(publish=True)


def versions(source: Page) -> QuerySet[Page]:
    return Page.objects.filter(translation_key=source.translation_key).exclude(pk=source.pk)


def _is_settled(translation: Translation, page: Page) -> bool:
    """Is every text translated, and every translation published?"""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale=translation.target_locale,
        has_error=False,
        updated_at__lte=page.last_published_at,
    )
    strings = StringSegment.objects.filter(source=translation.source)
    return not strings.filter(~Exists(done)).exists()
