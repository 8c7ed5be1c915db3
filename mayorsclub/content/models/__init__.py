"""Page types of the site and what surrounds every page."""

from mayorsclub.content.models.apply import ApplyPage
from mayorsclub.content.models.base import SitePage
from mayorsclub.content.models.home import HomePage
from mayorsclub.content.models.surroundings import Surroundings
from mayorsclub.content.models.text import StandardPage

__all__ = ["ApplyPage", "HomePage", "SitePage", "StandardPage", "Surroundings"]
