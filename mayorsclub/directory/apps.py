from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "mayorsclub.directory"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import home as home_page
        from mayorsclub.content import tiles
        from mayorsclub.directory import counts, following, home, letters, sitemap
        from mayorsclub.membership.models import Member, Post
        from mayorsclub.publicity import sitemaps

        letters.register_all()
        home_page.register(home.waiting, order=60)
        home_page.register_section(home.sections, order=35)
        tiles.register_counts(counts.by_oblast)
        for model in (Member, Post):
            post_save.connect(counts.forget, sender=model)
            post_delete.connect(counts.forget, sender=model)
        following.connect()
        sitemaps.register(sitemap.listed)
