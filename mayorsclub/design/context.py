from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """What every page of ours needs: the fixed base address and whether it is a demonstration."""
    return {"base_url": settings.BASE_URL, "is_demonstration": settings.DEMONSTRATION}
