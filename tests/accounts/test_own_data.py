"""Everything that is known of a person, in one file; for the person and the office alone."""

import io
import json
import zipfile

import pytest

from mayorsclub.accounts.domain.refusals import AccountRefused
from mayorsclub.accounts.domain.taking import take_data
from mayorsclub.audit.models import Entry
from mayorsclub.inbox.models import Line
from mayorsclub.mailings.domain.news import choose
from tests.factories.accounts import AdministratorFactory, SecretariatFactory, UserFactory
from tests.factories.directory import ProfileFactory
from tests.factories.inbox import MessageFactory
from tests.factories.mail import LetterFactory
from tests.factories.membership import MemberFactory, PostFactory
from tests.factories.partners import RepresentativeFactory
from tests.imports.conftest import checked, entered, secretary  # noqa: F401
from tests.imports.sheets import IVAN
from tests.moments import NOON


def opened(content: bytes) -> tuple[str, dict]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return archive.read("data.html").decode(), json.loads(archive.read("data.json"))


def test_what_the_office_noted_and_where_data_came_from_is_in_the_file(checked, secretary):  # noqa: F811
    from mayorsclub.membership.models import Member
    from mayorsclub.office.models import Note

    entered(checked(IVAN), secretary)
    member = Member.objects.get()
    Note.objects.create(
        about_type="membership.member",
        about_id=str(member.pk),
        text="Просить телефонувати зранку",
        written_by=secretary,
        written_at=NOON,
    )
    _page, data = opened(take_data(member.user.pk, by=secretary, at=NOON))
    assert next(iter(data["notes"][0].values())) == "Просить телефонувати зранку"
    assert str(secretary) not in str(data["notes"])
    assert "ivan@example.org" in str(data["imports"])
    assert data["imports"][0]["Рядок"] == 2


def test_the_file_holds_what_every_app_knows_and_no_secrets(db):
    user = UserFactory(email="ivan@example.org", surname="<b>Приклад")
    PostFactory(member=MemberFactory(user=user))
    RepresentativeFactory(user=user)
    LetterFactory(to_user=user, subject="Звичайний лист")
    LetterFactory(to_user=user, subject="Код 12345678", is_secret=True)
    page, data = opened(take_data(user.pk, by=user, at=NOON))
    assert set(data) == {"profile", "letters", "membership", "posts", "representations"}
    assert "ivan@example.org" in data["profile"][0].values()
    assert "2015-11-01" in data["posts"][0].values()
    assert "Звичайний лист" in data["letters"][0].values()
    assert len(data["letters"]) == 1
    assert "&lt;b&gt;Приклад" in page
    assert "12345678" not in page
    assert Entry.objects.latest("number").action == "account.data_taken"


def test_the_file_holds_the_profile_the_messages_and_the_choice_of_news(db):
    user = UserFactory(email="ivan@example.org")
    ProfileFactory(member=MemberFactory(user=user), about_uk="Про мене", phone="+380441234567")
    message = MessageFactory(writer=user)
    Line.objects.create(message=message, kind="written", text="Моє запитання", at=NOON)
    Line.objects.create(message=message, kind="closed", text="Лише для офісу", at=NOON)
    choose(user.email, wants_news=False, by=user, at=NOON)
    page, data = opened(take_data(user.pk, by=user, at=NOON))
    assert {"directory_profile", "messages", "news"} <= set(data)
    assert "+380441234567" in data["directory_profile"][0].values()
    assert "Моє запитання" in page
    assert "Лише для офісу" not in page
    assert len(data["news"]) == 1


def test_nobody_takes_the_data_of_another_but_the_office(db):
    user = UserFactory()
    assert opened(take_data(user.pk, by=SecretariatFactory(), at=NOON))
    for owner, by in ((user, UserFactory()), (AdministratorFactory(), SecretariatFactory())):
        with pytest.raises(AccountRefused) as refused:
            take_data(owner.pk, by=by, at=NOON)
        assert refused.value.code == "not_allowed"
