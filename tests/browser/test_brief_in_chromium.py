"""The brief in a real browser: opened from disk, no network, in both languages and on three widths.

Skipped where there is no browser, unless FOEDUS_REQUIRE_BROWSER is set: then its absence is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foedus.brief.render import html
from tests.brief.sample import compared

REQUIRED = os.environ.get("FOEDUS_REQUIRE_BROWSER") == "1"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Pixels of a text drawn in the page's type, and of a character that no font has.
INK = """(text) => {
  const canvas = document.createElement('canvas'); canvas.width = 60; canvas.height = 40;
  const pen = canvas.getContext('2d'); pen.font = '24px ' + getComputedStyle(document.body).fontFamily;
  pen.fillText(text, 4, 30); return Array.from(pen.getImageData(0, 0, 60, 40).data).join('');
}"""


def _absent(reason: str) -> None:
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium as the system installed it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _absent("playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        _absent("no chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", params=["en", "ja"])
def brief(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A page on disk in one language."""
    path = tmp_path_factory.mktemp("brief") / f"{request.param}.html"
    path.write_text(html(compared(), str(request.param)), encoding="utf-8")
    return str(request.param), path


class _Visit:
    """One page opened in its own context; what it asked for and complained about."""

    def __init__(self, browser: Any, path: Path, width: int, scheme: str = "light") -> None:
        size = {"width": width, "height": 900}
        self.context = browser.new_context(viewport=size, color_scheme=scheme, offline=True)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(path.as_uri())

    def __enter__(self) -> _Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def test_it_opens_from_disk_without_errors_or_requests(browser: Any, brief: tuple[str, Path]) -> None:
    """The file is all there is: one request, itself, and a quiet console."""
    with _Visit(browser, brief[1], 1440) as visit:
        assert visit.asked == [brief[1].as_uri()]
        assert visit.errors == []
        assert visit.page.locator("h1").count() == 1
        assert visit.page.locator("h2").count() >= 10
        assert visit.page.locator("figure svg").count() >= 22


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_page_does_not_scroll_sideways(browser: Any, brief: tuple[str, Path], width: int) -> None:
    """Wide tables and the map scroll in their own boxes."""
    with _Visit(browser, brief[1], width) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_page_one_is_above_the_fold_on_a_laptop(browser: Any, brief: tuple[str, Path]) -> None:
    """Title, key judgements, what they rest on and the map fit 1440 x 900."""
    with _Visit(browser, brief[1], 1440) as visit:
        bottom = visit.page.evaluate("document.querySelector('.first').getBoundingClientRect().bottom")
        assert bottom <= 900


def test_drawings_are_as_wide_as_their_place(browser: Any, brief: tuple[str, Path]) -> None:
    """No figure is empty or collapsed on a telephone."""
    with _Visit(browser, brief[1], 390) as visit:
        boxes = visit.page.evaluate(
            "[...document.querySelectorAll('figure svg')].map(s => s.getBoundingClientRect())"
            ".map(b => [b.width, b.height])"
        )
        assert all(wide > 120 and high > 80 for wide, high in boxes)


def test_labels_inside_charts_stay_inside(browser: Any, brief: tuple[str, Path]) -> None:
    """No word of a chart is cut at its edge, whatever type the machine has."""
    with _Visit(browser, brief[1], 1440) as visit:
        cut = visit.page.evaluate(
            """[...document.querySelectorAll('.drawing svg')].flatMap(svg => {
              const frame = svg.getBoundingClientRect();
              return [...svg.querySelectorAll('text')].filter(text => {
                const box = text.getBoundingClientRect();
                return box.right > frame.right + 2 || box.left < frame.left - 2;
              }).map(text => text.textContent); })"""
        )
        assert cut == []


def test_japanese_type_has_its_glyphs(browser: Any, brief: tuple[str, Path]) -> None:
    """Japanese characters are drawn as themselves, not as the box of a missing glyph."""
    if brief[0] != "ja":
        return
    with _Visit(browser, brief[1], 1440) as visit:
        drawn = [visit.page.evaluate(INK, text) for text in ("理", "沈", "増", "\U0010fffd")]
        assert len(set(drawn)) == 4
        assert visit.page.evaluate("parseFloat(getComputedStyle(document.body).lineHeight) / 15") >= 1.69


def test_dark_mode_keeps_text_readable(browser: Any, brief: tuple[str, Path]) -> None:
    """On a dark page the charts' words are light."""
    with _Visit(browser, brief[1], 1440, "dark") as visit:
        paper, ink = (
            visit.page.evaluate(
                "([place, name]) => getComputedStyle(document.querySelector(place))[name]"
                ".match(/[0-9]+/g).slice(0, 3).map(Number)",
                [place, name],
            )
            for place, name in (("body", "backgroundColor"), (".drawing svg text", "fill"))
        )
        assert sum(ink) - sum(paper) > 300


def test_paper_is_white_even_for_readers_in_the_dark(browser: Any, brief: tuple[str, Path]) -> None:
    """Print takes the light colours and drops what only a screen needs."""
    with _Visit(browser, brief[1], 1024, "dark") as visit:
        visit.page.emulate_media(media="print", color_scheme="dark")
        assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not visit.page.locator("nav").is_visible()
