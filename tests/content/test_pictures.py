"""Pictures of pages come through our own address; what they were made of does not."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Picture
from wagtail.images.models import Image


@pytest.fixture
def image(db) -> Image:
    content = io.BytesIO()
    Picture.new("RGB", (40, 30), "navy").save(content, "PNG")
    return Image.objects.create(title="Ратуша", file=ContentFile(content.getvalue(), "hall.png"))


def test_everyone_sees_a_picture_made_for_a_page(client, image):
    answer = client.get(image.get_rendition("width-20").url)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert not answer.cookies
    with Picture.open(io.BytesIO(answer.getvalue())) as shown:
        assert shown.size == (20, 15)


def test_originals_documents_and_other_paths_are_absent(client, image):
    default_storage.save("documents/secret.png", ContentFile(b"png"))
    for path in (
        image.file.url,
        "/media/documents/secret.png",
        "/media/images/../documents/secret.png",
        "/media/images/absent.png",
        "/media/images/..",
        "/media/images/page.html",
        "/media/",
    ):
        assert client.get(path).status_code == 404, path
