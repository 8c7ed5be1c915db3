"""A worker that is killed in the middle of an import leaves nothing half-entered."""

from mayorsclub.audit.domain.verify import verify
from mayorsclub.imports.domain import beginning, carrying
from mayorsclub.imports.models import Import, State
from mayorsclub.membership.models import Member
from tests.factories.accounts import SecretariatFactory
from tests.factories.territories import load_small_codifier
from tests.imports.conftest import named
from tests.imports.sheets import HEADINGS, IVAN, OLHA, csv, upload
from tests.moments import NOON
from tests.worker.dying import killed_at


def test_a_killed_import_enters_nothing_and_is_carried_out_again(real_database):
    load_small_codifier()
    secretary = SecretariatFactory()
    content = csv([HEADINGS, IVAN, OLHA])
    found = named(beginning.begin(upload(content), "members", by=secretary, at=NOON), secretary)
    found = Import.objects.filter(pk=found.pk)
    found.update(state=State.RUNNING, finished_by=secretary)
    found = found.get()
    # People, members and statuses are written before the posts.
    assert killed_at("membership_post", carrying.carry_out, found.pk)
    assert (Member.objects.count(), Import.objects.get().state) == (0, State.RUNNING)
    assert carrying.carry_out(found.pk, at=NOON).state == State.DONE
    assert Member.objects.count() == 2
    assert verify().faults == []
