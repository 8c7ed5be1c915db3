from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "mayorsclub.content"
    verbose_name = _("Content")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts.domain import groups
        from mayorsclub.content import letters, places, tasks, workflow  # noqa: F401

        workflow.connect()
        places.register("contact", _("Contact form"), "inbox:contact")
        # Articles get tags from a list that stays short: nobody deletes one in use.
        groups.allow("content.add_newstag", "content.change_newstag", "content.view_newstag")
        self._check_redirects()
        self._watch_surroundings()

    def _check_redirects(self) -> None:
        from wagtail.contrib.redirects.models import Redirect

        from mayorsclub.content.redirects import check_link

        Redirect._meta.get_field("redirect_link").validators.append(check_link)

    def _watch_surroundings(self) -> None:
        from wagtail.models import Page, PageViewRestriction, Site
        from wagtail.signals import (
            page_published,
            page_slug_changed,
            page_unpublished,
            post_page_move,
        )

        from mayorsclub.content import communities, finding, signals, tasks  # noqa: F401
        from mayorsclub.content.models import Surroundings
        from mayorsclub.content.queries import forget_around, listed
        from mayorsclub.publicity import sitemaps

        signals.connect()
        finding.connect()
        communities.connect()
        sitemaps.register(listed)

        for model in (Page, PageViewRestriction, Site, Surroundings):
            post_delete.connect(forget_around, sender=model)
            if model is not Page:
                post_save.connect(forget_around, sender=model)
        for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
            signal.connect(forget_around)
