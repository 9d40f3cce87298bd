"""The style sheet: small, and readable in both schemes."""

from __future__ import annotations

import re

import pytest

from llika.web.pages.render import STATIC


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", block))


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    whole = "".join(sign * 2 for sign in colour) if len(colour) == 3 else colour
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground_as_wcag_aa_asks(scheme: int) -> None:
    found = _colours(re.findall(r":root {(.*?)}", (STATIC / "llika.css").read_text(), flags=re.DOTALL)[scheme])
    bases = ("stated", "reading", "context")
    pairs = [(text, ground) for text in ("ink", "soft", "accent", *bases) for ground in ("paper", "sheet")]
    pairs += [(text, f"{basis}-wash") for basis in bases for text in (basis, "ink")]
    assert [pair for pair in pairs if _contrast(found[pair[0]], found[pair[1]]) < 4.5] == []
    assert _contrast(found["mark"], found["paper"]) >= 3


def test_contrast_is_measured_as_wcag_does() -> None:
    assert _contrast("000", "ffffff") == pytest.approx(21)
    assert _contrast("777777", "fff") < 4.5


def test_the_style_sheet_is_small() -> None:
    """Room for tables of figures and diagrams was added to the 18 kB of the first pages."""
    assert len((STATIC / "llika.css").read_bytes()) < 22_000
