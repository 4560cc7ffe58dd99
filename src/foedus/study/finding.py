"""The finding: all that a brief, a table or a script is told about a crisis."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from foedus.record.load import digest
from foedus.study.crisis import CrisisRun
from foedus.study.footnotes import carried, footnotes
from foedus.study.groups import NAMES
from foedus.study.limits import limits
from foedus.study.measures import least_settled
from foedus.study.past import checked_against_the_past
from foedus.study.plan_finding import plan_finding
from foedus.study.question import Prepared, all_parameters
from foedus.study.reference import reference_class
from foedus.study.rests_on import Support, boxes, driver_rows, shares, support, tipping
from foedus.terms.version import VERSION
from foedus.world import Overlay


def finding(run: CrisisRun, command: str, overlays: Sequence[Overlay]) -> dict[str, Any]:
    """Return the finding of a run as JSON.

    Args:
        run: All draws of all plans.
        command: The command that reproduces it.
        overlays: What was laid over the scenario, in order.
    """
    ready = run.prepared
    measures = {name: least_settled(plan) for name, plan in run.plans.items()}
    supports = {name: support(ready, plan, measures[name].of(plan)) for name, plan in run.plans.items()}
    lead = _lead(run)
    reference = reference_class(ready.world.record, ready.question.scenario)
    return {
        "manifest": manifest(run, command, overlays),
        "scenario": {**_scenario(ready, overlays), "lead": lead},
        "names": _names(ready),
        "law": [{"rule": name, **ruling.as_json()} for name, ruling in ready.rulings.items()],
        "plans": {name: plan_finding(ready, plan) for name, plan in run.plans.items()},
        "drivers": driver_rows(ready, supports[lead]),
        "drivers_by_plan": {
            name: {"measure": measures[name].text.as_json(), "rows": driver_rows(ready, one)}
            for name, one in supports.items()
        },
        "rests_on": {kind: round(one, 4) for kind, one in shares(supports[lead]).items()},
        "tipping": tipping(ready, supports[lead], measures[lead].text),
        "boxes": boxes(ready, run),
        "reference_class": reference,
        "carried": carried(ready),
        "validation": checked_against_the_past(ready.world.record),
        "limits": [text.as_json() for text in limits(ready, run)],
        "units": _units(ready),
        "nodes": _nodes(ready),
        "footnotes": footnotes(ready, reference, _named(ready, supports)),
        "against": None,
    }


def _named(ready: Prepared, supports: Mapping[str, Support]) -> set[str]:
    """Return the paths of all drivers that the page names."""
    return {str(row["name"]) for one in supports.values() for row in driver_rows(ready, one)}


def _lead(run: CrisisRun) -> str:
    """Return the plan whose outcome is least certain: the one a reader should look at first."""
    return min(run.plans, key=lambda name: (abs(float(run.plans[name].denied.mean()) - 0.5), name))


def manifest(run: CrisisRun, command: str, overlays: Sequence[Overlay]) -> dict[str, Any]:
    """Return what is needed to get the same bytes again."""
    question, record = run.prepared.question, run.prepared.world.record
    stated = {path: _plain(one.value) for path, one in sorted(all_parameters().items())}
    body = json.dumps({**stated, **run.prepared.fixed}, sort_keys=True).encode()
    return {
        "command": command,
        "version": VERSION,
        "record": {
            "version": record.version,
            "digest": f"sha256:{digest(record.folder)}",
            "complete_to": record.complete_to.isoformat(),
        },
        "scenario": question.scenario.id,
        "overlays": [overlay.id for overlay in overlays],
        "day": question.scenario.day.isoformat(),
        "known": question.scenario.known.isoformat() if question.scenario.known else None,
        "seed": question.seed,
        "draws": question.draws,
        "sets": question.sets,
        "failed": sum(len(plan.run.failures) for plan in run.plans.values()),
        "parameters": f"sha256:{hashlib.sha256(body).hexdigest()}",
    }


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _scenario(ready: Prepared, overlays: Sequence[Overlay]) -> dict[str, Any]:
    scenario = ready.question.scenario
    place = scenario.incident
    return {
        "id": scenario.id,
        "title": scenario.title.as_json(),
        "question": scenario.question.as_json(),
        "summary": scenario.summary.as_json(),
        "place": place.place.as_json(),
        "lat": place.lat,
        "lon": place.lon,
        "day": scenario.day.isoformat(),
        "kind": place.kind,
        "target": list(place.target),
        "actor": place.actor,
        "assembly": list(scenario.assembly),
        "overlays": [_overlay(ready, overlay) for overlay in overlays],
    }


def _overlay(ready: Prepared, overlay: Overlay) -> dict[str, Any]:
    changes = [
        {
            "path": change.path,
            "value": change.value,
            "was": _was(ready, change.path),
            "why": change.why,
            "source": change.source,
        }
        for change in overlay.changes
    ]
    return {"id": overlay.id, "title": overlay.title.as_json(), "changes": changes}


def _was(ready: Prepared, path: str) -> Any:
    parameter = all_parameters().get(path)
    if parameter is not None:
        return parameter.value
    judgement = ready.world.record.judgements.get(path)
    if judgement is not None:
        return judgement.spread.value
    fact = ready.trace.facts.get(path)
    return fact.json_value() if fact is not None else None


def _names(ready: Prepared) -> dict[str, dict[str, str]]:
    entities = ready.world.record.entities
    living = (one for one in entities.values() if one.kind == "state" and not (one.span and one.span.until))
    names = {one.id: one.name.as_json() for one in living}
    return {**names, **{key: text.as_json() for key, text in NAMES.items()}}


def _units(ready: Prepared) -> list[dict[str, Any]]:
    sides = ((ready.case.units, "ally"), (ready.case.hostile, "adversary"))
    return [
        {
            "id": unit.id,
            "name": unit.name.as_json(),
            "owner": unit.owner,
            "lon": unit.lon,
            "lat": unit.lat,
            "side": side,
            "kind": unit.kind,
            "brigades": unit.brigade_equivalents,
            "in_place": unit.in_place == ready.question.scenario.theatre,
        }
        for units, side in sides
        for unit in units
    ]


def _nodes(ready: Prepared) -> dict[str, dict[str, Any]]:
    passed = {key for route in ready.case.routes.chosen for key in route.nodes}
    return {
        key: {
            "name": ready.network.nodes[key].name.as_json(),
            "lon": ready.network.nodes[key].lon,
            "lat": ready.network.nodes[key].lat,
            "kind": ready.network.nodes[key].kind,
        }
        for key in sorted({*passed, *ready.question.scenario.assembly})
    }
