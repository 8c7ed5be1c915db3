"""The editor's live preview of every page type, in a frame of our own host."""

import pytest
from django.urls import reverse

from mayorsclub.accounts.domain import groups
from mayorsclub.content.domain import loading
from mayorsclub.content.models import NewsIndexPage
from tests.factories.accounts import EditorFactory
from tests.factories.content import make_article
from tests.office.conftest import client_of


@pytest.mark.parametrize("name", ["home", "about", "services", "projects", "join", "faq"])
def test_a_page_is_shown_in_a_frame_of_our_own(pages, name):
    page = loading._get(name, NewsIndexPage.objects.first().locale)

    answer = page.make_preview_request()

    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert page.title.encode() in answer.content


def test_an_editor_sees_an_article_before_it_is_published(pages):
    groups.ensure()
    client = client_of(EditorFactory())
    article = make_article(1, publish=False)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    form = {
        "title": "Ще не збережено",
        "slug": article.slug,
        "date": "2026-11-24",
        "lead": "Вступ",
        "body-count": "0",
    }

    assert client.post(address, form).json()["is_valid"]
    shown = client.get(address, {"mode": ""})

    assert "Ще не збережено" in shown.content.decode()
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
