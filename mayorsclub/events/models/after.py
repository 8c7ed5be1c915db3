from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from mayorsclub.events.models.registration import Registration


class Feedback(models.Model):
    """What one participant thought of an event. Results are shown summed up, without names.

    Marks are from 1 (not at all) to 5 (very much); empty where not answered.
    """

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="feedback")
    overall = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    usefulness = models.PositiveSmallIntegerField(null=True, blank=True)
    speakers = models.PositiveSmallIntegerField(null=True, blank=True)
    organisation = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(overall__gte=1, overall__lte=5), name="feedback_overall"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.overall}"
