from tests.content.conftest import _loaded, pages

__all__ = ["_loaded", "pages"]
