"""The product's settings with what tests must have otherwise, and nothing more."""

from mayorsclub.settings import *  # noqa: F403
from mayorsclub.settings import STATIC_ROOT, STORAGES

# Tasks run at once where they are enqueued; tests of the worker choose the database queue.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING: dict = {"version": 1, "disable_existing_loggers": False}
# WhiteNoise wants the folder; nothing is collected for tests.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
