"""The widget's script as the server gives it out: with the agency's page about personal data."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import BUILT
from assistant.types import SiteLinks
from ingest.embedding import Embedder
from tests.services import client, serving

MARK = "LARDOM_PRIVACY_URL"


@contextmanager
def linking(data: Path, embedder: Embedder, privacy: str) -> Iterator[TestClient]:
    with serving(data, embedder) as service:
        links = SiteLinks(privacy=privacy)
        with client(replace(service, links=links)) as web:
            yield web


def test_without_an_address_the_script_is_as_it_was_built(
    tmp_path: Path, embedder: Embedder
) -> None:
    with linking(tmp_path, embedder, "") as web:
        response = web.get("/widget.js")

    assert response.text == (BUILT / "widget.js").read_text("utf-8")
    assert response.headers["content-type"].startswith("text/javascript")


def test_the_address_stands_in_the_script_and_changes_what_a_browser_has(
    tmp_path: Path, embedder: Embedder
) -> None:
    with linking(tmp_path, embedder, "https://exempel.se/personuppgifter?a=1") as web:
        first = web.get("/widget.js")
        again = web.get("/widget.js", headers={"If-None-Match": first.headers["etag"]})
    with linking(tmp_path, embedder, "https://exempel.se/annan") as web:
        other = web.get("/widget.js", headers={"If-None-Match": first.headers["etag"]})

    assert "https://exempel.se/personuppgifter?a=1" in first.text
    assert MARK not in first.text
    assert (again.status_code, other.status_code) == (304, 200)


@pytest.mark.parametrize(
    "address", ["https://a.se/';alert(1);'", '"`${x}\\', "https://a.se/</script>"]
)
def test_no_address_becomes_part_of_the_program(
    tmp_path: Path, embedder: Embedder, address: str
) -> None:
    with linking(tmp_path, embedder, address) as web:
        text = web.get("/widget.js").text

    before, after = (BUILT / "widget.js").read_text("utf-8").split(MARK, 1)
    put_in = text.removeprefix(before).removesuffix(after)
    assert text == before + put_in + after
    assert not set(put_in) & set("'\"`\\{}<>")
