from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    name = "mayorsclub.inbox"
    verbose_name = _("Messages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import home as home_page
        from mayorsclub.accounts import own_data as data
        from mayorsclub.files import readers
        from mayorsclub.inbox import (  # noqa: F401
            home,
            letters,
            own_data,
            queries,
            sitemap,
            tasks,
            topics,
        )
        from mayorsclub.inbox.domain.rows import PURPOSE
        from mayorsclub.publicity import sitemaps

        data.register(own_data.parts, order=70)
        sitemaps.register(sitemap.listed)
        letters.register_all()
        topics.register_own()
        readers.register(PURPOSE, queries.may_read_file)
        home_page.register_section(home.sections, order=60)
