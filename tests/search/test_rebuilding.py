from io import StringIO

from django.core.management import call_command

from mayorsclub.search import sources
from mayorsclub.search.domain.rebuilding import rebuild
from mayorsclub.search.models import Entry, Word
from tests.factories.accounts import UserFactory


def test_rebuild_writes_all_anew_and_drops_what_is_gone(put):
    put("Зникле")
    stays, fresh = UserFactory(), UserFactory()
    put("Старе", about=stays)

    def source():
        yield put("Нове", about=stays)
        yield put("Інше", about=fresh)

    sources.register("trial", source)

    assert rebuild() == 2
    assert set(Entry.objects.values_list("title", flat=True)) == {"Нове", "Інше"}
    assert set(Word.objects.values_list("form", flat=True)) == {"нове", "інше", "інший"}


def test_a_source_may_put_everything_itself(put):
    def source():
        put("Одне")

    sources.register("trial", source)

    assert rebuild() == 1


def test_the_command_tells_how_many(put):
    sources.register("trial", lambda: [put("Одне")])
    out = StringIO()

    call_command("rebuild_search", stdout=out)

    assert out.getvalue() == "Entries: 1.\n"
