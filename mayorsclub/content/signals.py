"""What happens to a page in Wagtail, told to those who keep its translations and addresses."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from mayorsclub.content import redirects
from mayorsclub.content.domain import following, translating
from mayorsclub.content.translations import SOURCE


def connect() -> None:
    """Called once, before others connect to the same signals: what they see is settled."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_follow)
    page_published.connect(_keep_in_step)
    for signal in (page_slug_changed, post_page_move):
        signal.connect(redirects.keep_addresses_below)
    post_delete.connect(_delete, sender=Page)
    for signal in (post_save, post_delete):
        signal.connect(_restrict, sender=PageViewRestriction)


def _follow(instance: Page, **signal: Any) -> None:
    following.follow(instance)
    if instance.live and not Page.objects.filter(pk=instance.pk, live=True).exists():
        # Published before its source, and closed again: who publishes it now need not know of
        # the row, and the others who listen to this signal see a closed page.
        instance.live = False


def _keep_in_step(instance: Page, **signal: Any) -> None:
    if instance.live and instance.locale.language_code == SOURCE:
        # After the commit: the source is read anew from the database.
        transaction.on_commit(lambda: translating.keep_in_step(instance))


def _delete(instance: Page, **signal: Any) -> None:
    if instance.locale.language_code == SOURCE:
        # After the commit: who deletes pages of both languages at once finds them all.
        transaction.on_commit(lambda: following.delete_with(instance))


def _restrict(instance: PageViewRestriction, **signal: Any) -> None:
    page = instance.page
    if page.locale.language_code == SOURCE:
        # After the commit: the groups are written after the restriction.
        transaction.on_commit(lambda: following.follow_restrictions(page))
