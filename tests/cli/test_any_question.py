"""Whatever is asked, in whatever order: an answer or an error of the contract, never a fault of ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.law import rules
from foedus.record import bundled
from tests.cli.door import Reply, ask

RECORD = bundled()
DAYS = ["1900", "1949-04-04", "1991-12-26", "2024", "2024-06", "2026-02-01", "2100-01-01", "2021-13", "x", ""]
GROUPS = ["NATO", "EU", "NPG", "DPC", "IP4", "PESCO", "MD", "ICI", "NACC", "EAPC", "PFP", "zz", ""]
SUBJECTS = [*RECORD.entities, *(one.name.ja for one in RECORD.entities.values()), "", "zz", "🙂", "\udcff"]
CLOCKS = st.lists(st.tuples(st.sampled_from(["--day", "--known"]), st.sampled_from(DAYS)), max_size=2).map(
    lambda pairs: [word for pair in pairs for word in pair]
)
SIGNS = ["=", "!=", ">", "<=", "", "=="]
VALUES = ["", "zz", "POL", "2024", "true", "cyber", "nan", "91", "Paris", "1e999"]


def _sound(reply: Reply) -> None:
    assert reply.status in (0, 1, 2)
    assert ("error" in reply.json) == (reply.status != 0)
    assert reply.err == ""


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(SUBJECTS), st.sampled_from([*RECORD.attributes, "zz", ""]), CLOCKS)
def test_any_fact(subject: str, attribute: str, clocks: list[str]) -> None:
    """Any subject, any attribute, any two days."""
    _sound(ask("fact", subject, attribute, *clocks, "--json"))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.sampled_from(GROUPS), st.sampled_from(GROUPS), st.sampled_from(GROUPS), CLOCKS)
def test_any_circle(group: str, also: str, without: str, clocks: list[str]) -> None:
    """Any group with any other and without any third; the answer is never larger than the group."""
    reply = ask("members", group, "--and", also, "--not", without, *clocks, "--json")
    _sound(reply)
    if not reply.status:
        assert set(reply.json["value"]) <= set(ask("members", group, *clocks, "--json").json["value"])


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.sampled_from(SUBJECTS[:100]), st.sampled_from(["NATO", "RUS", "SUN", "FIN", "zz"]), CLOCKS)
def test_any_border_is_the_same_from_both_sides(one: str, other: str, clocks: list[str]) -> None:
    """Either order of any two gives one length, or one kind of error."""
    there = ask("border", one, other, *clocks, "--json")
    back = ask("border", other, one, *clocks, "--json")
    _sound(there)
    assert there.status == back.status
    assert there.json.get("value") == back.json.get("value")


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from([*RECORD.tables, "spending", "entities", "land_border", "zz"]), CLOCKS)
def test_any_condition(data: st.DataObject, table: str, clocks: list[str]) -> None:
    """Any condition on any column; a count equals the number of rows shown, or is refused."""
    column = data.draw(st.sampled_from(["id", "name", "since", "value", "year", "share", "status", "zz", ""]))
    condition = column + data.draw(st.sampled_from(SIGNS)) + data.draw(st.sampled_from(VALUES))
    shown = ask("table", table, "--where", condition, *clocks, "--json")
    counted = ask("table", table, "--where", condition, *clocks, "--count", "--json")
    _sound(shown)
    _sound(counted)
    if not counted.status:
        assert counted.json["value"] == len(shown.json["rows"])


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from([*rules(), "zz"]), CLOCKS)
def test_any_case_in_law(data: st.DataObject, name: str, clocks: list[str]) -> None:
    """Any rule with any values of its arguments."""
    table = rules()[name].arguments if name in rules() else ()
    given_ = [f"{one.name}={data.draw(st.sampled_from([*one.values, *VALUES]))}" for one in table]
    _sound(ask("law", name, *given_, *clocks, "--json"))


def test_a_fault_of_ours_is_no_missing_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw exits with 3 and is an error object too."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("by accident")

    monkeypatch.setattr("foedus.cli.members._fill", broken)
    reply = ask("members", "--json")
    assert reply.status == 3
    assert "by accident" in reply.json["error"]["message"]
