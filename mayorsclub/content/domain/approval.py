"""Editors' pages wait for the secretariat: the workflow that a new site begins with."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from mayorsclub.accounts.domain.groups import NAMES
from mayorsclub.accounts.models import Role

NAME = "Погодження сторінок"
TASK = "Перегляд секретаріатом"
# Wagtail's own, with a group that our office does not have.
WAGTAILS = "Moderators approval"
APPROVERS = (Role.SECRETARIAT, Role.ADMINISTRATOR)


@transaction.atomic
def ensure_workflow() -> bool:
    """Put every page under the secretariat's approval, once; whether anything was done.

    What people set up for the whole site themselves stays.
    """
    root = Page.get_first_root_node()
    standing = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if standing and standing.workflow.name != WAGTAILS:
        return False
    workflow = standing.workflow if standing else Workflow()
    workflow.name = NAME
    workflow.save()
    task = GroupApprovalTask.objects.filter(name=WAGTAILS).first() or GroupApprovalTask()
    task.name = TASK
    task.save()
    groups = [Group.objects.get_or_create(name=NAMES[role])[0] for role in APPROVERS]
    task.groups.set(groups)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    return True
