"""What a reader is told about the movement: flows, places of arrival, bottleneck, what holds an ally up."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.models.joint.course import TOLD
from foedus.study.crisis import PlanRun
from foedus.study.numbers import quantiles
from foedus.study.question import Prepared
from foedus.terms.text import Text


def flows(ready: Prepared, plan: PlanRun) -> list[dict[str, Any]]:
    """Return the mean brigade equivalents that have used each hop by the last told day."""
    carried = plan.column("unit_brigades").mean(axis=0)
    network = ready.network
    found: dict[tuple[str, str, str], float] = {}
    for route, load in zip(ready.case.routes.chosen, carried, strict=True):
        for mode, start, end in zip(route.modes, route.nodes, route.nodes[1:], strict=False):
            found[mode, start, end] = found.get((mode, start, end), 0.0) + float(load)
    return [
        {
            "mode": mode,
            "from": start,
            "to": end,
            "path": [[network.nodes[key].lon, network.nodes[key].lat] for key in (start, end)],
            "brigades": round(load, 3),
        }
        for (mode, start, end), load in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        if load >= 0.05
    ]


def marks(ready: Prepared, plan: PlanRun) -> list[dict[str, Any]]:
    """Return, for each ally, where most of its brigades assemble and how many have arrived by when."""
    by_ally = plan.column("by_ally").mean(axis=0)
    network = ready.network
    places = _assembly(ready, plan)
    found = []
    for index, ally in enumerate(ready.case.allies):
        gained = by_ally[index] - by_ally[index][0]
        if gained[-1] < 0.05 or ally not in places:
            continue
        node = network.nodes[places[ally]]
        told = {str(day): round(float(gained[at]), 3) for at, day in enumerate(TOLD) if day}
        found.append({"ally": ally, "lon": node.lon, "lat": node.lat, **told})
    return sorted(found, key=lambda mark: (-float(str(mark["90"])), str(mark["ally"])))


def _assembly(ready: Prepared, plan: PlanRun) -> dict[str, str]:
    carried = plan.column("unit_brigades").mean(axis=0)
    loads: dict[str, dict[str, float]] = {}
    for unit, route, load in zip(ready.case.units, ready.case.routes.chosen, carried, strict=True):
        if route.destination:
            own = loads.setdefault(unit.owner, {})
            own[route.destination] = own.get(route.destination, 0.0) + float(load)
    return {ally: max(sorted(own), key=lambda place: own[place]) for ally, own in loads.items()}


def bottleneck(ready: Prepared, plan: PlanRun) -> dict[str, Any] | None:
    """Return the place at which brigades wait longest in most draws, None if nobody waits."""
    codes = plan.column("bottleneck").astype(np.int64)
    binding = codes[codes >= 0]
    if not len(binding):
        return None
    worst = int(np.bincount(binding).argmax())
    name = ready.case.routes.servers[worst]
    lon, lat, text = _place(ready, name)
    waited = plan.column("waiting")[:, worst]
    loads = np.maximum(_passing(ready, plan, name), 1e-9)
    return {
        "node": name,
        "name": text.as_json(),
        "lon": lon,
        "lat": lat,
        "waiting_days": quantiles(waited / loads),
        "share": round(float(np.mean(codes == worst)), 4),
    }


def _passing(ready: Prepared, plan: PlanRun, server: str) -> Any:
    """Return the brigade equivalents that pass a server in each draw, (draws,)."""
    through = [index for index, route in enumerate(ready.case.routes.chosen) if server in route.servers]
    return plan.column("unit_coming")[:, through].sum(axis=1)


def _place(ready: Prepared, name: str) -> tuple[float | None, float | None, Text]:
    network = ready.network
    if name in network.nodes:
        node = network.nodes[name]
        return node.lon, node.lat, node.name
    for edge in network.edges:
        if edge.id == name:
            ends = network.nodes[edge.start], network.nodes[edge.end]
            lon, lat = ((ends[0].lon + ends[1].lon) / 2, (ends[0].lat + ends[1].lat) / 2)
            words = _MODES[edge.mode]
            return (
                lon,
                lat,
                Text(
                    f"{words.en} {ends[0].name.en}–{ends[1].name.en}",
                    f"{ends[0].name.ja}―{ends[1].name.ja}間の{words.ja}",
                ),
            )
    return None, None, _LANES.get(name, Text(name, name))


_MODES = {
    "rail": Text("railway", "鉄道"),
    "road": Text("road", "道路"),
    "sea": Text("sea lane", "海上輸送路"),
    "air": Text("air bridge", "航空輸送路"),
}
_LANES = {
    "sealift-atlantic": Text("Atlantic sealift", "大西洋海上輸送"),
    "sealift-european": Text("European sealift", "欧州域内海上輸送"),
    "airlift-atlantic": Text("Atlantic airlift", "大西洋空輸"),
    "airlift-european": Text("European airlift", "欧州域内空輸"),
}


def constraint(ready: Prepared, plan: PlanRun, ally: int) -> Text:
    """Return what takes most of the time between the incident and the arrival of an ally's brigades."""
    own = np.flatnonzero((ready.case.owner == ally) & ~ready.case.stays)
    if not len(own):
        return Text("in place", "展開済み")
    authorised = plan.column("authorised")[:, ally]
    acting = np.isfinite(authorised)
    if acting.mean() < 0.5:
        return Text("does not act in most draws", "過半の試行で行動せず")
    code = ready.case.allies[ally]
    notice = np.mean([ready.case.spreads["notice_days"][ready.case.units[at].id].value for at in own])
    travel = np.mean([ready.case.routes.chosen[at].days for at in own])
    steps = {
        Text("national decision", "国内の派遣決定"): float(np.median(authorised[acting])),
        Text("readiness", "即応性"): float(notice),
        Text("movement", "移動・輸送"): float(travel),
    }
    if ready.case.scenario.incident.target and code in ready.case.scenario.incident.target:
        steps.pop(next(iter(steps)))
    return max(steps, key=lambda step: steps[step])
