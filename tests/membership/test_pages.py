"""The pages under /me/, in each role."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mayorsclub.accounts.home import sections_for
from mayorsclub.certificates.domain import issue
from mayorsclub.certificates.models import Certificate
from mayorsclub.membership.domain import delegates
from mayorsclub.membership.models import Delegate, Status
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.applications import SentApplicationFactory
from tests.factories.membership import DelegateFactory, MemberFactory, PostFactory
from tests.membership.test_delegates import EMAIL, token
from tests.moments import NOON
from tests.sign_in import sign_in

PAGES = ["", "wishes/", "certificate/"]


def status(client, user, address: str) -> int:
    if user is not None:
        sign_in(client, user)
    return client.get(address).status_code


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_member_opens_the_own_pages_and_nobody_elses(db, client, page, prefix):
    own, other = PostFactory().member, PostFactory().member
    assert status(client, own.user, f"{prefix}/me/members/{own.pk}/{page}") == 200
    assert status(client, own.user, f"{prefix}/me/members/{other.pk}/{page}") == 404
    assert status(client, UserFactory(), f"{prefix}/me/members/{own.pk}/{page}") == 404
    client.logout()
    assert client.get(f"{prefix}/me/members/{own.pk}/{page}").status_code == 302


@pytest.mark.parametrize(
    ("let", "codes"),
    [
        ({"may_register": True}, [200, 404, 404]),
        ({"may_edit_profile": True}, [200, 200, 404]),
        ({"may_download": True}, [200, 404, 200]),
    ],
)
def test_a_delegate_opens_what_the_member_let(db, client, let, codes):
    held = DelegateFactory(**{"may_register": False, **let})
    addresses = [f"/me/members/{held.member_id}/{page}" for page in PAGES]
    assert [status(client, held.user, address) for address in addresses] == codes
    assert status(client, held.user, "/me/delegates/") == 404

    delegates.remove(held.pk, actor=held.member.user, at=NOON)
    assert [status(client, held.user, address) for address in addresses] == [404] * 3


def test_the_short_address_leads_to_the_own_entry(db, client):
    member = MemberFactory()
    sign_in(client, member.user)
    assert client.get("/me/membership/").url == f"/me/members/{member.pk}/"
    assert status(client, UserFactory(), "/me/membership/") == 404


def test_a_member_sees_posts_and_changes_wishes(db, client):
    member = PostFactory().member
    sign_in(client, member.user)
    page = client.get(f"/me/members/{member.pk}/").content.decode()
    assert "міський голова" in page
    assert "від листопада 2015 року, зараз на посаді" in page

    answer = client.post(f"/me/members/{member.pk}/wishes/", {"interests": ["sessions"]})
    assert answer.status_code == 302
    member.refresh_from_db()
    assert member.interests == ["sessions"]
    answer = client.post(f"/me/members/{member.pk}/wishes/", {})
    member.refresh_from_db()
    assert member.interests == []
    answer = client.post(f"/me/members/{member.pk}/wishes/", {"interests": ["<script>"]})
    assert answer.status_code == 200


def test_a_certificate_is_shown_and_renewed(db, client):
    member = PostFactory().member
    first = issue(member, at=timezone.now())
    sign_in(client, member.user)
    assert first.shown_code in client.get(f"/me/members/{member.pk}/certificate/").content.decode()

    client.post(f"/me/members/{member.pk}/certificate/")

    assert Certificate.objects.filter(replaced_at=None).exclude(pk=first.pk).count() == 1


def test_one_who_left_renews_nothing(db, client):
    member = MemberFactory(status=Status.LEFT)
    sign_in(client, member.user)
    page = client.get(f"/me/members/{member.pk}/certificate/")
    assert page.status_code == 200
    assert "Видати нове посвідчення" not in page.content.decode()
    client.post(f"/me/members/{member.pk}/certificate/")
    assert not Certificate.objects.exists()
    assert client.get("/me/delegates/").status_code == 404


def test_delegates_are_invited_permitted_and_removed(db, client):
    member = MemberFactory()
    sign_in(client, member.user)
    bad = client.post("/me/delegates/", {"name": "x http://evil.example", "email": "no"})
    assert bad.status_code == 200
    assert not Delegate.objects.exists()

    form = {"name": "Зразок Ольга", "email": EMAIL, "may_register": "on"}
    assert client.post("/me/delegates/", form).status_code == 302
    again = client.post("/me/delegates/", form)
    assert "уже є" in again.content.decode() or "вже є" in again.content.decode()
    held = Delegate.objects.get()
    assert client.get(f"/me/delegates/{held.pk}/").status_code == 200
    assert client.post(f"/me/delegates/{held.pk}/", {"may_download": "on"}).status_code == 302
    held.refresh_from_db()
    assert (held.may_register, held.may_download) == (False, True)

    assert client.get(f"/me/delegates/{held.pk}/remove/").status_code == 200
    held.refresh_from_db()
    assert held.removed_at is None
    client.post(f"/me/delegates/{held.pk}/remove/")
    held.refresh_from_db()
    assert held.removed_at is not None
    assert client.get(f"/me/delegates/{held.pk}/").status_code == 404


def test_ones_own_lists_cost_the_same_at_two_sizes(db, client):
    member = MemberFactory()
    sign_in(client, member.user)
    addresses = ["/me/delegates/", "/me/applications/"]
    costs = []
    for more in (1, 4):
        for number in range(more):
            DelegateFactory(member=member)
            state = "rejected" if number or more > 1 else "under_review"
            SentApplicationFactory(applicant=member.user, state=state)
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as counted:
                assert client.get(address).status_code == 200
            found.append(len(counted))
        costs.append(found)
    assert costs[0] == costs[1]


def test_a_delegate_of_another_member_does_not_exist(db, client):
    held = DelegateFactory()
    sign_in(client, MemberFactory().user)
    for page in ("", "remove/"):
        assert client.get(f"/me/delegates/{held.pk}/{page}").status_code == 404
        assert client.post(f"/me/delegates/{held.pk}/{page}").status_code == 404
    sign_in(client, SecretariatFactory())
    assert client.get("/me/delegates/").status_code == 404


def test_an_invitation_is_accepted_without_signing_anybody_in(db, client):
    member = PostFactory().member
    delegates.invite(
        member.pk,
        email=EMAIL,
        name="Зразок Ольга",
        permissions=frozenset({"may_register"}),
        actor=member.user,
        at=timezone.now(),
    )
    address = f"/me/delegations/accept/{token()}/"

    page = client.get(address)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    assert Delegate.objects.get().accepted_at is None

    answer = client.post(address, {"surname": "Зразок", "given_name": "Ольга"})
    assert answer.status_code == 302
    assert "/sign-in/" in answer.url
    assert "_auth_user_id" not in client.session
    assert Delegate.objects.get().user.email == EMAIL
    assert client.get(address).status_code == 404
    assert client.get("/me/delegations/accept/guess/").status_code == 404


def test_home_tells_members_and_delegates_what_is_theirs(db):
    held = DelegateFactory()
    own = [section.title for section in sections_for(held.member.user, NOON)]
    assert {str(title) for title in own} >= {"Ваше членство", "Посвідчення", "Відповідальні особи"}
    theirs = [str(section.title) for section in sections_for(held.user, NOON)]
    acting = "Ви дієте від імені: Приклад Іван Петрович"
    assert acting in theirs
    of_nobody = [str(section.title) for section in sections_for(UserFactory(), NOON)]
    assert not {acting, "Ваше членство", "Посвідчення"} & {*of_nobody}
