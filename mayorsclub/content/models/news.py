"""News: the list, the articles, their tags."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage, Paginator
from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from mayorsclub.content import parts, pictures, translations
from mayorsclub.content.models.base import SitePage
from mayorsclub.publicity import structured
from mayorsclub.ukrainian.alphabet import sort_key

PER_PAGE = 12
RELATED = 3


class NewsTag(models.Model):
    """What an article is about; from a list that the office keeps, so that it stays short."""

    slug = models.SlugField(_("address"), unique=True, max_length=40)
    name_uk = models.CharField(_("tag in Ukrainian"), max_length=60, unique=True)
    name_en = models.CharField(_("tag in English"), max_length=60, unique=True)

    panels = [FieldPanel("name_uk"), FieldPanel("name_en"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("tag of news")
        verbose_name_plural = _("tags of news")
        ordering = ["name_uk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the active language."""
        return self.name_en if get_language() == "en" else self.name_uk


class NewsIndexPage(SitePage):
    """All news, the newest first, by pages and by tag."""

    intro = models.TextField(_("introduction"), blank=True)
    empty_title = models.CharField(_("when there are none: heading"), max_length=120)
    empty_text = models.TextField(_("when there are none: text"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("empty_title"),
        FieldPanel("empty_text"),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = ["content.NewsPage"]
    max_count = len(settings.LANGUAGES)
    template = "content/news.html"

    class Meta:
        verbose_name = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """articles: a page of them. tags: those in use. tag: the chosen one.

        Raises Http404 for a tag or a page that is not there.
        """
        context = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        found = articles(language, request)
        tag = None
        if slug := request.GET.get("tag", ""):
            tag = get_object_or_404(NewsTag, slug=slug)
            found = found.filter(tags=tag)
            context["translations"] = {
                code: f"{address}?{urlencode({'tag': slug})}"
                for code, address in context["translations"].items()
            }
        try:
            shown = Paginator(with_covers(found), PER_PAGE).page(request.GET.get("page", 1))
        except InvalidPage:
            raise Http404 from None
        # Sorted by name in the reader's language; a tag without articles leads nowhere.
        tags = NewsTag.objects.filter(articles__in=articles(language, request)).distinct()
        return {
            **context,
            "articles": shown,
            "tags": sorted(tags, key=lambda each: sort_key(each.name)),
            "tag": tag,
        }


class NewsPage(SitePage):
    """An article."""

    date = models.DateField(_("date"), default=timezone.localdate)
    lead = models.TextField(_("lead"), max_length=500, help_text=_("Two or three sentences."))
    cover = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("cover picture"),
    )
    cover_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("For those who do not see it."),
    )
    body = StreamField(parts.PageBody(), verbose_name=_("content"), blank=True)
    tags = ParentalManyToManyField(
        NewsTag, blank=True, related_name="articles", verbose_name=_("tags")
    )
    is_demonstration = models.BooleanField(default=False, editable=False)

    override_translatable_fields: ClassVar[list] = [
        *SitePage.override_translatable_fields,
        SynchronizedField("date", overridable=False),
        SynchronizedField("is_demonstration", overridable=False),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt")], _("Cover picture")),
        FieldPanel("body"),
        FieldPanel("tags", widget=forms.CheckboxSelectMultiple),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "content/article.html"
    sharing_kind = "article"
    search_kind = "news"

    class Meta:
        verbose_name = _("article")

    def clean(self) -> None:
        """A cover has its words."""
        super().clean()
        if self.cover_id and not self.cover_alt.strip():
            sentence = _("Say in a few words what the picture shows.")
            raise ValidationError({"cover_alt": sentence})

    def structured_data(
        self, request: HttpRequest, steps: list[tuple[str, str]]
    ) -> list[structured.Data]:
        """The article for search engines, beside the way to it."""
        article = structured.news_article(
            title=self.title,
            url=settings.BASE_URL + translations.address(self, request),
            language=self.locale.language_code,
            published_at=self.first_published_at,
            changed_at=self.last_published_at,
            description=self.lead,
            pictures=[picture] if (picture := self.sharing_picture(request)) else [],
        )
        return [*super().structured_data(request, steps), article]

    def sharing_picture(self, request: HttpRequest) -> str:
        """The cover, as readers of feeds get it."""
        return pictures.absolute(self.cover) if self.cover else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """newer, older: the neighbours by date. related: articles that share tags."""
        language = get_language() or settings.LANGUAGE_CODE
        others = articles(language, request).exclude(pk=self.pk)
        newer = models.Q(date__gt=self.date) | models.Q(date=self.date, pk__gt=self.pk or 0)
        tags = list(self.tags.all())
        related = others.filter(tags__in=tags).annotate(shared=models.Count("tags"))
        return {
            **super().get_context(request, *args, **kwargs),
            "tags": sorted(tags, key=lambda tag: sort_key(tag.name)),
            "newer": others.filter(newer).order_by("date", "pk").first(),
            "older": others.exclude(newer).first(),
            "related": with_covers(related.order_by("-shared", "-date", "-pk")[:RELATED]),
        }


def articles(language: str, request: HttpRequest | None = None) -> models.QuerySet[NewsPage]:
    """The articles in a language that everyone may read, the newest first."""
    readable = translations.open_pages(request).filter(locale__language_code=language)
    return NewsPage.objects.filter(pk__in=readable.values("pk")).order_by("-date", "-pk")


def with_covers(found: models.QuerySet[NewsPage]) -> models.QuerySet[NewsPage]:
    """The same articles with their covers at hand, at a fixed number of queries."""
    covers = Image.objects.prefetch_renditions(*pictures.specs("card"))
    return found.prefetch_related(models.Prefetch("cover", queryset=covers))
