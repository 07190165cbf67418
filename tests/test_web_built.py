"""What the server gives out to browsers is what its source says, and its sizes stay small."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).parent.parent / "assistant" / "web"
BUILT = WEB / "built"
LARGEST = {"ask.js": 80_000, "document.js": 80_000, "widget.js": 40_000}


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found is None or not (WEB / "node_modules").is_dir():
        pytest.skip("no Node.js or no node_modules: what is built is NOT compared with its source")
    return found


def test_what_is_built_is_what_the_source_says(node: str, tmp_path: Path) -> None:
    subprocess.run([node, WEB / "build.mjs", tmp_path / "anew"], check=True)

    anew = {path.name: path.read_bytes() for path in (tmp_path / "anew").iterdir()}

    assert anew == {path.name: path.read_bytes() for path in BUILT.iterdir()}, "run `make web`"


def test_the_types_of_the_source_hold(node: str) -> None:
    compiler = WEB / "node_modules" / "typescript" / "bin" / "tsc"

    told = subprocess.run([node, compiler], cwd=WEB, capture_output=True, text=True, check=False)

    assert (told.returncode, told.stdout) == (0, "")


@pytest.mark.parametrize("name", sorted(LARGEST))
def test_a_script_stays_small(name: str) -> None:
    assert len(gzip.compress((BUILT / name).read_bytes(), 9)) <= LARGEST[name]


def test_no_script_or_style_names_another_server() -> None:
    for path in BUILT.iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/", "")
        assert "http://" not in text, path.name
        assert "https://" not in text, path.name
