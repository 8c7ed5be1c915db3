"""Page types of the site and what surrounds every page."""

from mayorsclub.content.models.apply import ApplyPage
from mayorsclub.content.models.base import SitePage
from mayorsclub.content.models.documents import DocumentsPage
from mayorsclub.content.models.home import HomePage
from mayorsclub.content.models.news import NewsIndexPage, NewsPage, NewsTag
from mayorsclub.content.models.services import ServicePage, ServicesPage
from mayorsclub.content.models.surroundings import Surroundings
from mayorsclub.content.models.text import QuestionsPage, StandardPage

__all__ = [
    "ApplyPage",
    "DocumentsPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "NewsTag",
    "QuestionsPage",
    "ServicePage",
    "ServicesPage",
    "SitePage",
    "StandardPage",
    "Surroundings",
]
