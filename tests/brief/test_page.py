"""The page as a whole: complete, self-contained, and silent about what the finding does not hold."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from rich.console import Console

from foedus.brief import terminal, vega
from foedus.brief.reader import Reader
from foedus.brief.render import article, html
from foedus.terms.errors import BadArgument
from tests.brief.sample import compared, finding

VOID = {"meta", "link", "br", "img", "input", "hr", "path", "rect", "circle", "ellipse", "line"}
SECTIONS = (
    "judgements",
    "rests",
    "map",
    "decision",
    "forces",
    "outcome",
    "drivers",
    "limits",
    "notes",
    "manifest",
)
OPTIONAL: dict[str, Any] = {
    "law": [],
    "drivers_by_plan": {},
    "drivers": [],
    "rests_on": {},
    "tipping": [],
    "boxes": [],
    "reference_class": [],
    "carried": [],
    "limits": [],
    "units": [],
    "footnotes": [],
    "against": None,
    "names": {},
}


class _Outline(HTMLParser):
    """Collects headings, identifiers, references and unclosed elements."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says about itself."""
        values = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if tag == "a" else []
        self.loaded += [values[name] or "" for name in ("src", "data", "poster") if name in values]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself is opened and closed at once."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Each end closes the element opened last."""
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module", params=["en", "ja"])
def rendered(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A whole page, with a comparison, in each language."""
    return str(request.param), html(compared(), str(request.param))


def test_the_page_is_well_formed_and_complete(rendered: tuple[str, str]) -> None:
    """All parts of the brief are there and every element is closed."""
    outline = _Outline(rendered[1])
    assert outline.open == []
    assert set(SECTIONS) | {"against"} <= set(outline.ids)
    assert len(outline.ids) == len(set(outline.ids))
    assert f'<html lang="{rendered[0]}">' in rendered[1]


def test_headings_descend_by_one(rendered: tuple[str, str]) -> None:
    """One first heading, no level skipped."""
    levels = _Outline(rendered[1]).levels
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_loads_nothing(rendered: tuple[str, str]) -> None:
    """No script, no style sheet, no image, no font from anywhere."""
    outline = _Outline(rendered[1])
    assert not {"script", "link", "img", "iframe", "object"} & set(outline.tags)
    assert outline.loaded == []
    style = rendered[1].split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_every_inner_link_has_its_target(rendered: tuple[str, str]) -> None:
    """Superscripts lead to notes, the contents to sections, the skip link to the judgements."""
    outline = _Outline(rendered[1])
    inner = {link[1:] for link in outline.links if link.startswith("#")}
    assert "judgements" in inner
    assert inner <= set(outline.ids)


def test_every_table_has_a_caption_and_headed_rows(rendered: tuple[str, str]) -> None:
    """Tables can be read aloud."""
    tables = re.findall(r"<table>.*?</table>", rendered[1], flags=re.DOTALL)
    assert len(tables) >= 6
    for table in tables:
        assert "<caption" in table
        assert 'scope="col"' in table
        assert 'scope="row"' in table


def test_every_figure_says_its_finding(rendered: tuple[str, str]) -> None:
    """Each drawing has a caption and a description, and is hidden from readers of the markup itself."""
    figures = re.findall(r"<figure.*?</figure>", rendered[1], flags=re.DOTALL)
    assert len(figures) >= 22
    for figure in figures:
        assert re.search(r"<figcaption[^>]*>[^<]{10,}</figcaption>", figure)
        assert re.search(r'role="img" aria-label="[^"]{20,}"', figure)
        assert '<svg aria-hidden="true"' in figure or 'class="map"' in figure


def test_the_page_is_small(rendered: tuple[str, str]) -> None:
    """About 300 kB without fonts."""
    assert len(rendered[1].encode()) < 350_000


def test_the_same_finding_gives_the_same_bytes() -> None:
    """Nothing in the page depends on the clock or on chance."""
    assert html(finding(), "en") == html(finding(), "en")


def test_the_command_that_reproduces_the_file_stands_in_it(rendered: tuple[str, str]) -> None:
    """A sceptic can run it again."""
    assert "<code>foedus crisis suwalki-2027 --draws 2000 --seed 1</code>" in rendered[1]


@pytest.mark.parametrize("missing", [*OPTIONAL, None])
def test_a_part_without_data_is_left_out(missing: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is absent, alone or all together, the page still stands."""
    monkeypatch.setattr(vega, "svg", lambda _spec, name: f"<svg><title>{name}</title></svg>")
    whole = finding()
    for key in OPTIONAL if missing is None else [missing]:
        whole[key] = OPTIONAL[key]
    outline = _Outline(html(whole, "en"))
    assert outline.open == []
    assert "against" not in outline.ids
    assert ("drivers" in outline.ids) == bool(whole["drivers_by_plan"])


def test_a_plan_in_which_nothing_moves_has_no_forces() -> None:
    """Without forces, arrivals and bottleneck the section is gone and the judgement with it."""
    whole = finding()
    for plan in whole["plans"].values():
        for key in ("forces", "arrivals", "marks", "flows", "bottleneck"):
            del plan[key]
    markup = html(whole, "en")
    assert 'id="forces"' not in markup
    assert "Reinforcement</strong>" not in markup


def test_text_of_the_finding_cannot_break_out() -> None:
    """Whatever a scenario's author writes stays text."""
    whole = finding()
    whole["scenario"]["question"] = {"en": "<script>alert(1)</script>", "ja": "x"}
    whole["plans"]["corridor"]["title"] = {"en": 'A "<b>" plan', "ja": "x"}
    markup = html(whole, "en")
    assert "<script" not in markup
    assert "<b>" not in markup


def test_an_unknown_language_is_refused_with_those_that_exist() -> None:
    """The error names the languages."""
    with pytest.raises(BadArgument) as caught:
        html(finding(), "fr")
    assert set(caught.value.suggestions) == {"en", "ja"}


def test_rules_are_cited_as_articles() -> None:
    """The identifier of a rule becomes the citation of a reader."""
    assert article(Reader(finding(), "en"), "nat.6(1)") == "Article 6(1)"
    assert article(Reader(finding(), "ja"), "nat.6(1)") == "第6条(1)"
    assert article(Reader(finding(), "en"), "eu.42.7") == "eu.42.7"


@pytest.mark.parametrize(("lang", "words"), [("en", "Key judgements"), ("ja", "主要判断")])
def test_the_terminal_shows_all_plans(lang: str, words: str) -> None:
    """One table, the judgements, and what they rest on."""
    console = Console(width=140)
    with console.capture() as capture:
        console.print(terminal.render(finding(), lang))
    text = capture.get()
    assert words in text
    reader = Reader(finding(), lang)
    assert all(reader.plan(plan) in text for plan in reader.plans)


def test_importing_the_brief_loads_nothing_heavy() -> None:
    """Renderer, projection, shapes and templates wait until a page is made."""
    code = (
        "import sys, foedus.brief, foedus.brief.render, foedus.brief.terminal;"
        "heavy = ('vl_convert', 'pyproj', 'shapely', 'jinja2', 'rich', 'numpy');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
