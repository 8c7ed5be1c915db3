"""Scheduled publication: at its time, in both languages, by the worker's own job."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from freezegun import freeze_time

from mayorsclub.content import tasks
from mayorsclub.content.domain import scheduling
from mayorsclub.content.models import NewsPage
from mayorsclub.worker import schedule
from tests.factories.accounts import EditorFactory
from tests.factories.content import begin_translation, make_article
from tests.moments import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock():
    with freeze_time(NOON) as frozen:
        yield frozen


def plan(page: NewsPage, at: datetime) -> None:
    page.go_live_at = at
    page.save_revision().publish()


def live(page: NewsPage) -> bool:
    return NewsPage.objects.get(pk=page.pk).live


def english_of(page: NewsPage) -> NewsPage | None:
    return NewsPage.objects.filter(
        translation_key=page.translation_key, locale__language_code="en"
    ).first()


def test_the_worker_looks_each_minute():
    (job,) = [job for job in schedule.jobs() if job.function is tasks.publish_scheduled]

    assert job.period == MINUTE


def test_a_save_of_the_editor_that_comes_late_takes_no_hour_away(pages, clock):
    page, editor = make_article(1, publish=False), EditorFactory()
    draft = page.save_revision(user=editor)
    page.title = "Ще раз"
    draft = page.save_revision(user=editor, overwrite_revision=draft)
    page.go_live_at = NOON + 5 * MINUTE
    draft = page.save_revision(user=editor, overwrite_revision=draft)
    draft.publish()

    late = NewsPage.objects.get(pk=page.pk)
    late.title = "Запізно"
    with pytest.raises(PermissionDenied):
        late.save_revision(user=editor, overwrite_revision=draft)

    draft.refresh_from_db()
    assert draft.approved_go_live_at == NOON + 5 * MINUTE
    clock.move_to(NOON + 6 * MINUTE)
    assert [each.pk for each in scheduling.publish_due(at=timezone.now())] == [page.pk]
    assert NewsPage.objects.get(pk=page.pk).title == "Ще раз"


def test_a_page_goes_live_at_its_time_and_its_translation_with_it(pages, client, clock):
    page = make_article(1, publish=False)
    plan(page, NOON + 5 * MINUTE)
    begin_translation(page, "First").save_target(publish=False)

    clock.move_to(NOON + 4 * MINUTE)
    assert scheduling.publish_due(at=timezone.now()) == []
    assert not live(page)
    assert client.get("/news/article-1/").status_code == 404

    clock.move_to(NOON + 6 * MINUTE)
    assert [each.pk for each in scheduling.publish_due(at=timezone.now())] == [page.pk]
    assert client.get("/news/article-1/").status_code == 200
    english = client.get("/en/news/article-1/")
    assert english.status_code == 200
    assert b"First" in english.content
    assert english_of(page).live


def test_a_translation_that_lacks_texts_waits(pages, client, clock):
    page = make_article(1, publish=False)
    plan(page, NOON + MINUTE)
    translation = begin_translation(page, "First")
    strings = translation.export_po()
    strings[0].msgstr = ""
    translation.import_po(strings, delete=True)
    translation.save_target(publish=False)

    clock.move_to(NOON + 2 * MINUTE)
    scheduling.publish_due(at=timezone.now())

    assert live(page)
    assert not english_of(page).live


def test_running_twice_or_late_changes_nothing_more(pages, clock):
    page = make_article(1, publish=False)
    plan(page, NOON + MINUTE)
    begin_translation(page, "First").save_target(publish=False)
    clock.move_to(NOON + timedelta(days=2))
    scheduling.publish_due(at=timezone.now())
    before = NewsPage.objects.order_by("pk").values_list("pk", "latest_revision", "live")
    kept = list(before)

    assert scheduling.publish_due(at=timezone.now()) == []
    assert list(before.all()) == kept


def test_a_page_expires_at_its_time_in_both_languages(
    pages, client, clock, django_capture_on_commit_callbacks
):
    page = make_article(1, publish=False)
    page.expire_at = NOON + 5 * MINUTE
    page.save_revision().publish()
    begin_translation(page, "First").save_target(publish=False)
    english_of(page).get_latest_revision().publish()
    assert client.get("/en/news/article-1/").status_code == 200

    clock.move_to(NOON + 6 * MINUTE)
    with django_capture_on_commit_callbacks(execute=True):
        scheduling.publish_due(at=timezone.now())

    assert client.get("/news/article-1/").status_code == 404
    assert client.get("/en/news/article-1/").status_code == 404


def test_a_new_version_of_a_live_page_waits_for_its_time(pages, client, clock):
    page = make_article(1)
    page.title = "Нова назва"
    plan(page, NOON + 5 * MINUTE)
    assert "Нова назва" not in client.get("/news/article-1/").content.decode()

    clock.move_to(NOON + 6 * MINUTE)
    scheduling.publish_due(at=timezone.now())

    assert "Нова назва" in client.get("/news/article-1/").content.decode()
