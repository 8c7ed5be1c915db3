"""A page as a browser gets it over the wire."""

import brotli


def test_a_compressed_page_is_known_again(pages, client):
    first = client.get("/join/", headers={"accept-encoding": "gzip, br"})

    assert first["Content-Encoding"] == "br"
    assert "<h1>" in brotli.decompress(first.content).decode()
    assert first["ETag"].startswith("W/")
    again = client.get(
        "/join/", headers={"accept-encoding": "gzip, br", "if-none-match": first["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
