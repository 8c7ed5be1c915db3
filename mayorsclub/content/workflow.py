"""Letters about the approval of pages go through our outbox, in Wagtail's letters' place."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from mayorsclub.accounts.models import User
from mayorsclub.mail.domain.outbox import queue_letter


def connect() -> None:
    """Take Wagtail's own places by its names; call before `wagtail.admin` is ready.

    A signal keeps one receiver for each name, so Wagtail's, which would write past the
    outbox, is not connected afterwards.
    """
    task_submitted.connect(
        review_asked,
        sender=TaskState,
        dispatch_uid="group_approval_task_submitted_email_notification",
    )
    workflow_submitted.connect(
        nobody_else,
        sender=WorkflowState,
        dispatch_uid="workflow_state_submitted_email_notification",
    )
    workflow_rejected.connect(
        review_returned,
        sender=WorkflowState,
        dispatch_uid="workflow_state_rejected_email_notification",
    )
    workflow_approved.connect(
        review_approved,
        sender=WorkflowState,
        dispatch_uid="workflow_state_approved_email_notification",
    )


def nobody_else(**signal: Any) -> None:
    """Those who approve hear of it by the task; there is nobody else to tell."""


@transaction.atomic
def review_asked(instance: TaskState, user: User | None = None, **signal: Any) -> None:
    """Tell everyone who may approve, but not whoever asks."""
    page = _page(instance.workflow_state)
    groups = getattr(instance.task.specific, "groups", None)
    if page is None or groups is None:
        return
    asker = instance.workflow_state.requested_by or user
    approvers = User.objects.filter(is_active=True, groups__in=groups.all()).distinct()
    for approver in approvers.order_by("pk"):
        if approver == asker:
            continue
        _queue("review_asked", approver, page, who=asker.get_full_name() if asker else "—")


@transaction.atomic
def review_approved(instance: WorkflowState, user: User | None = None, **signal: Any) -> None:
    """Tell whoever asked."""
    _tell_asker("review_approved", instance, user)


@transaction.atomic
def review_returned(instance: WorkflowState, user: User | None = None, **signal: Any) -> None:
    """Tell whoever asked, with the remark."""
    task = instance.current_task_state
    comment = task.specific.get_comment() if task else ""
    _tell_asker("review_returned", instance, user, comment=comment)


def _tell_asker(kind: str, state: WorkflowState, by: User | None, **context: str) -> None:
    page, asker = _page(state), state.requested_by
    if page is None or asker is None or asker == by or not asker.is_active:
        return
    if "comment" in context and not context["comment"]:
        with override(asker.language):
            context["comment"] = gettext("no remark was written")
    _queue(kind, asker, page, **context)


def _queue(kind: str, to: User, page: Page, **context: str) -> None:
    link = settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    queue_letter(
        f"content.{kind}",
        to=to,
        about=page,
        at=timezone.now(),
        context={"page": page.get_admin_display_title(), "link": link, **context},
    )


def _page(state: WorkflowState) -> Page | None:
    found = state.content_object
    return found if isinstance(found, Page) else None
