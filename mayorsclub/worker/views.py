"""GET /healthz: for whoever watches the server."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from mayorsclub.worker import heartbeat


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database and queue answer; else 503 with the parts that fail.

    The queue fails when it cannot be read, and when no worker has given a sign of
    life for two minutes: then nothing would be sent.
    """
    failed = [name for name, answers in _PARTS.items() if not answers()]
    if failed:
        return JsonResponse({"status": "failed", "failed": failed}, status=503)
    return JsonResponse({"status": "ok"})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _queue_answers() -> bool:
    try:
        DBTaskResult.objects.ready().exists()
        return bool(heartbeat.living(timezone.now()))
    except DatabaseError:
        return False


_PARTS = {"database": _database_answers, "queue": _queue_answers}
