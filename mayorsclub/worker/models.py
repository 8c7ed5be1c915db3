from django.db import models


class Beat(models.Model):
    """When a periodic job last began; claimed by one worker at a time."""

    name = models.CharField(max_length=120, unique=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.last_at:%Y-%m-%d %H:%M}"
