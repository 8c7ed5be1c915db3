"""Addresses of Wagtail. Without app_name: Wagtail reverses `wagtail_serve` by its own name.

Sign-in and pages by shared password, which Wagtail's own list has, are left out on purpose.
"""

from django.urls import URLPattern, URLResolver, path, re_path
from wagtail.urls import serve_pattern

from mayorsclub.content import views

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^documents/(\d+)/(.*)$", views.document, name="wagtaildocs_serve"),
    re_path(r"^media/(images/[\w.-]+\.(?:avif|jpe?g|png|webp))$", views.picture, name="picture"),
    path("news/rss.xml", views.news_feed, {"kind": "rss"}, name="news_rss"),
    path("news/atom.xml", views.news_feed, {"kind": "atom"}, name="news_atom"),
    re_path(serve_pattern, views.page, name="wagtail_serve"),
]
