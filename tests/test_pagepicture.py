from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ingest.errors import LoadError
from ingest.pagepicture import draw_page, quote_boxes
from tests.page_quotes import quote_in, quote_on
from tests.printed import printed

LINES = ["Kostnaden var 18,8 miljarder", "kronor under året.", "Nyttan saknar en ägare."]


def saved(folder: Path, *, rotation: int = 0) -> Path:
    path = folder / "rapport.pdf"
    path.write_bytes(printed([LINES], rotation=rotation))
    return path


def test_a_quote_over_two_lines_has_one_box_for_each(tmp_path: Path) -> None:
    path = saved(tmp_path)

    boxes = quote_boxes(path, 1, quote_on(path, 1, "18,8 miljarder\nkronor under"))

    assert len(boxes) == 2
    assert boxes[0].bottom <= boxes[1].top
    assert all(0 <= box.left < box.right <= 1 for box in boxes)


def test_a_quote_that_is_not_on_the_page_has_no_box(tmp_path: Path) -> None:
    elsewhere = quote_in("Här står något annat.", "något annat")

    assert quote_boxes(saved(tmp_path), 1, elsewhere) == ()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_quote_is_marked_where_it_is_shown(tmp_path: Path, rotation: int) -> None:
    path = saved(tmp_path, rotation=rotation)
    quote = quote_on(path, 1, "Nyttan")
    boxes = quote_boxes(path, 1, quote)

    picture = Image.open(BytesIO(draw_page(path, 1, quote, width=600))).convert("RGB")

    across = (min(b.left for b in boxes) + max(b.right for b in boxes)) / 2
    down = (min(b.top for b in boxes) + max(b.bottom for b in boxes)) / 2
    seen = picture.resize((60, 60)).getpixel((int(across * 60), int(down * 60)))
    assert isinstance(seen, tuple)
    assert seen[0] - seen[2] > 40


def test_a_page_without_a_quote_is_drawn_as_it_is(tmp_path: Path) -> None:
    picture = Image.open(BytesIO(draw_page(saved(tmp_path), 1, width=400)))

    assert picture.width in (400, 401)


@pytest.mark.parametrize("number", [0, 2], ids=["before the first", "behind the last"])
def test_a_page_that_is_not_there_is_named(tmp_path: Path, number: int) -> None:
    with pytest.raises(LoadError, match=f"sidan {number}"):
        draw_page(saved(tmp_path), number)
