"""A worker that is killed in the middle of an import leaves nothing half-entered."""

import os
import signal

from django.db import connection, connections

from mayorsclub.audit.domain.verify import verify
from mayorsclub.imports.domain import beginning, carrying
from mayorsclub.imports.models import Import, State
from mayorsclub.membership.models import Member
from tests.factories.accounts import SecretariatFactory
from tests.factories.territories import load_small_codifier
from tests.imports.conftest import named
from tests.imports.sheets import HEADINGS, IVAN, OLHA, csv, upload
from tests.moments import NOON


def die_at_the_posts(execute, sql, params, many, context):
    """People, members and statuses are written by then."""
    if "INSERT" in sql and "membership_post" in sql:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)


def test_a_killed_import_enters_nothing_and_is_carried_out_again(real_database, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    load_small_codifier()
    secretary = SecretariatFactory()
    content = csv([HEADINGS, IVAN, OLHA])
    found = named(beginning.begin(upload(content), "members", by=secretary, at=NOON), secretary)
    found = Import.objects.filter(pk=found.pk)
    found.update(state=State.RUNNING, finished_by=secretary)
    found = found.get()
    connections.close_all()
    child = os.fork()
    if not child:
        with connection.execute_wrapper(die_at_the_posts):
            carrying.carry_out(found.pk, at=NOON)
        os._exit(3)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert (Member.objects.count(), Import.objects.get().state) == (0, State.RUNNING)
    assert carrying.carry_out(found.pk, at=NOON).state == State.DONE
    assert Member.objects.count() == 2
    assert verify().faults == []
