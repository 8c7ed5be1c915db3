"""Translations follow their Ukrainian page: its address, its place, whether it may be read.

Wagtail leaves a translation where it was when its source is moved or renamed, open when the
source is closed, and in the tree when the source is deleted; here it comes along. A translation
that was closed with its source, or published before it, opens with it again.
"""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction, Revision

from mayorsclub.content.translations import SOURCE, source_of

# In the history of a page; its sentence is in wagtail_hooks.py.
CLOSED = "content.closed_with_source"
PUBLISHED = {"wagtail.publish", "wagtail.publish.scheduled"}
UNPUBLISHED = {"wagtail.unpublish", "wagtail.unpublish.scheduled"}


@transaction.atomic
def follow(page: Page) -> None:
    """Bring all translations of the page (of any of its versions) to where its source is.

    A page without a Ukrainian version is closed: the English site never shows more.
    """
    source = source_of(page)
    if source is None:
        _close(Page.objects.get(pk=page.pk))
        return
    # One at a time: two moves at once must not pull the translation to and fro.
    source = Page.objects.select_for_update().get(pk=source.pk)
    versions = Page.objects.filter(translation_key=source.translation_key).exclude(pk=source.pk)
    for pk in versions.values_list("pk", flat=True):
        if source.depth > 2:
            _place(pk, source)
            _name(pk, source)
        _open_or_close(pk, source)


@transaction.atomic
def follow_restrictions(source: Page) -> None:
    """Who may read a Ukrainian page may read its translations, and nobody else."""
    wanted = list(source.view_restrictions.prefetch_related("groups"))
    for version in Page.objects.filter(translation_key=source.translation_key).exclude(
        pk=source.pk
    ):
        version.view_restrictions.all().delete()
        for restriction in wanted:
            copy = PageViewRestriction.objects.create(
                page=version,
                restriction_type=restriction.restriction_type,
                password=restriction.password,
            )
            copy.groups.set(restriction.groups.all())


@transaction.atomic
def delete_with(source: Page) -> None:
    """The Ukrainian page is deleted: so are its translations, with what is below them."""
    for version in Page.objects.filter(translation_key=source.translation_key):
        version.delete()


def astray() -> list[Page]:
    """Ukrainian pages whose translations are not where and as they should be; one query."""
    rows = list(
        Page.objects.filter(depth__gt=1)
        .order_by("path")
        .values("pk", "translation_key", "locale__language_code", "slug", "path", "depth", "live")
    )
    at = {row["path"]: row for row in rows}
    sources = {
        row["translation_key"]: row for row in rows if row["locale__language_code"] == SOURCE
    }
    found = {}
    for row in rows:
        if row["locale__language_code"] == SOURCE:
            continue
        source = sources.get(row["translation_key"])
        if source is None:
            if row["live"]:
                found[row["pk"]] = row["pk"]
        elif (row["live"] and not source["live"]) or (
            row["depth"] > 2
            and (row["slug"] != source["slug"] or _above(row, at) != _above(source, at))
        ):
            found[source["pk"]] = source["pk"]
    return list(Page.objects.filter(pk__in=found))


def _above(row: dict[str, Any], at: dict[str, dict[str, Any]]) -> Any:
    above = at.get(row["path"][: -Page.steplen])
    return above["translation_key"] if above else None


def _place(pk: int, source: Page) -> None:
    """Under the translation of the source's parent, in the same order as the source."""
    version = Page.objects.get(pk=pk)
    parent = _counterpart(source.get_parent(), version.locale)
    if version.get_parent() != parent:
        if not Page._slug_is_available(version.slug, parent, version):
            return
        version.move(parent, pos="last-child")
    before = _before(pk, source, Page.objects.get(pk=parent.pk))
    if before is not None:
        Page.objects.get(pk=pk).move(Page.objects.get(pk=before), pos="left")


def _before(pk: int, source: Page, parent: Page) -> int | None:
    """The sibling before which the translation should stand; None where it stands right."""
    keys = list(source.get_siblings().order_by("path").values_list("translation_key", flat=True))
    rank = {key: number for number, key in enumerate(keys)}
    own = rank[source.translation_key]
    siblings = list(parent.get_children().order_by("path").values_list("pk", "translation_key"))
    after = False
    for sibling, key in siblings:
        if sibling == pk:
            after = True
        elif not after and rank.get(key, -1) > own:
            return sibling
    return None


def _counterpart(page: Page, locale: Locale) -> Page:
    """The page in that language; where there is none, an alias holds its place in the tree."""
    found = Page.objects.filter(translation_key=page.translation_key, locale=locale).first()
    if found:
        return found
    return page.specific.copy_for_translation(locale, copy_parents=True, alias=True)


def _name(pk: int, source: Page) -> None:
    version = Page.objects.get(pk=pk).specific
    if version.slug == source.slug:
        return
    if Page._slug_is_available(source.slug, version.get_parent(), version):
        version.slug = source.slug
        version.save(clean=False)


def _open_or_close(pk: int, source: Page) -> None:
    version = Page.objects.get(pk=pk)
    if version.live and not source.live:
        _close(version)
        return
    is_closed = source.live and not version.live and not version.alias_of_id
    if is_closed and (revision := _awaited(version)):
        revision.publish()


def _close(version: Page) -> None:
    if version.live:
        log(instance=version.specific, action=CLOSED, revision=version.live_revision)
        version.specific.unpublish(log_action=False)


def _awaited(version: Page) -> Revision | None:
    """What was published of a page that waits for its source: neither an editor nor its own
    end of publication has closed it since. None for a page that does not wait."""
    entries = PageLogEntry.objects.filter(page=version.pk)
    last = entries.filter(action__in={CLOSED} | PUBLISHED | UNPUBLISHED).first()
    if last is None or last.action in UNPUBLISHED:
        return None
    kept = Revision.objects.filter(pk=last.revision_id).first() if last.revision_id else None
    return kept or version.specific.get_latest_revision()
