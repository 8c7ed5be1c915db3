"""Scheduled publication: Wagtail says when, and the English page goes with its source."""

from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation


def publish_due(*, at: datetime) -> list[Page]:
    """Publish and expire what is due; returns the Ukrainian pages that went live.

    at: now, aware. Safe to run twice and late. An English translation that is complete goes
    live with its Ukrainian page; one that lacks texts stays as it is.
    """
    due = Revision.page_revisions.filter(approved_go_live_at__lt=at)
    ids = [int(pk) for pk in due.values_list("object_id", flat=True)]
    call_command("publish_scheduled", verbosity=0)
    went_live = list(
        Page.objects.live().filter(pk__in=ids, locale__language_code=settings.LANGUAGE_CODE)
    )
    for page in went_live:
        publish_translations(page)
    return went_live


@transaction.atomic
def publish_translations(page: Page) -> None:
    """Bring the complete translations of a live page to the site."""
    found = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    for translation in found.select_related("source", "target_locale"):
        total, translated = translation.get_progress()
        if total == translated:
            translation.save_target(publish=False)
            target = translation.get_target_instance()
            # Its own later time is kept; the source's, copied once, has come.
            if target.go_live_at and page.go_live_at is None:
                target.go_live_at = None
                target.save_revision()
            target.get_latest_revision().publish()
