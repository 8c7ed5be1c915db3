from django.db import models
from django.utils.translation import gettext_lazy as _

PUBLIC = "public"


class Entry(models.Model):
    """Something that can be found, in one language.

    `scope` and `terms` are what the full-text index holds: see terms.py.
    The index itself is made by migration 0002 and kept by the database. A migration that
    rebuilds this table on SQLite must make the triggers of 0002 anew.
    """

    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    audience = models.CharField(max_length=40, default=PUBLIC)
    about_type = models.CharField(max_length=80)
    about_id = models.CharField(max_length=64)
    title = models.TextField()
    text = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    scope = models.TextField()
    terms = models.TextField()
    changed_at = models.DateTimeField()
    # By the clock of the machine: a rebuilding removes what it did not write anew.
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about_type", "about_id", "language"], name="search_entry_one_per_language"
            )
        ]
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Word(models.Model):
    """A word that stands in entries of an audience, or its dictionary form: what a typing
    slip may have meant. Words are only added; a rebuilding begins anew.
    """

    audience = models.CharField(max_length=40)
    form = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    latin = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audience", "form"], name="search_word_one_per_form")
        ]

    def __str__(self) -> str:
        return self.form
