"""Diagrams: where boxes stand, and what lines join."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from llika.web.pages.diagram import Box, Drawing, Line, Row, draw
from llika.web.pages.render import Pages

from . import reference_samples
from .rendering import Html, render

_KEYS = st.sampled_from("abcdefg")


def _boxes(keys: str) -> list[Box]:
    return [Box(key, key * 5, None, [Row(f"r{number}", "row") for number in range(at)]) for at, key in enumerate(keys)]


def _overlap(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@given(st.lists(st.tuples(_KEYS, _KEYS), max_size=14))
def test_boxes_never_overlap_and_stay_within_the_drawing(pairs: list[tuple[str, str]]) -> None:
    drawing = draw(_boxes("abcdefg"), [Line(one, "r0", other) for one, other in pairs])
    assert not any(_overlap(one, other) for one, other in combinations(drawing.boxes, 2))
    for box in drawing.boxes:
        assert 0 <= box.x <= box.x + box.width <= drawing.width
        assert 0 <= box.y <= box.y + box.height <= drawing.height
    assert len(drawing.curves) == sum(one != other for one, other in pairs)


def test_what_is_pointed_to_stands_further_right() -> None:
    drawing = draw(_boxes("abc"), [Line("a", "", "b"), Line("b", "r0", "c"), Line("a", "", "c")])
    assert [box.key for box in sorted(drawing.boxes, key=lambda box: box.x)] == ["a", "b", "c"]


def test_a_line_begins_at_its_row_and_ends_at_the_row_it_names() -> None:
    source = Box("a", "a", None, [Row("first", "first"), Row("second", "second")])
    target = Box("b", "b", None, [Row("end", "end")])
    (curve,) = draw([source, target], [Line("a", "second", "b", "end")]).curves
    assert curve.path.startswith(f"M{source.x + source.width:g} {source.port('second'):g}")
    assert curve.path.endswith(f"{target.port('end'):g}")


def test_no_boxes_make_an_empty_drawing() -> None:
    assert isinstance(draw([], []), Drawing)


def test_a_diagram_is_text_with_links_and_a_name(pages: Pages) -> None:
    page = render(pages, "model", "es")
    html = Html(page)
    assert "seat (es)" in html.texts
    assert "número entero" in html.texts
    assert [svg["role"] for svg in html.all("svg") if "role" in svg] == ["group", "group"]
    assert len(html.all("title")) == 3  # the page's own, and one of each diagram
    boxes = [group["class"] for group in html.all("g") if group.get("class", "").startswith("box")]
    assert sorted(boxes) == ["box kind", "box other", "box other", "box thing", "box thing"]
    assert page.count('class="curve"') == 3


def test_the_diagram_and_the_list_say_the_same(pages: Pages) -> None:
    drawn, _, listed = render(pages, "model").partition("The same as a list")
    for kind in reference_samples.model()["parts"][0]["kinds"]:  # type: ignore[index]
        for one in kind["properties"]:
            assert f">{one['label']['en']}<" in drawn
            assert (
                one["label"]["en"]
                in Html(
                    f"<i>{listed.partition('</details>')[0]}</details></i>".replace(
                        "<i></summary>", "<i><details><summary></summary>"
                    )
                ).text
            )


def test_a_project_that_says_nothing_of_its_kinds_is_told_so(pages: Pages) -> None:
    view = {**reference_samples.model(), "parts": []}
    page = pages.render("model", view, language="en", basis="stated", url="http://127.0.0.1/model", query={})
    assert "no shapes and no axioms" in page
