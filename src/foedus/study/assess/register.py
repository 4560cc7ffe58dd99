"""The inquiries there are, in the order of the flow."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.study.assess import (
    accession,
    adversary,
    aid,
    attribution,
    autonomy,
    balance,
    burden,
    council,
    dispute,
    forces,
    legitimacy,
    operations,
    partnership,
    reinforcement,
)
from foedus.study.assess.inquiry import Inquiry


def inquiries() -> Mapping[str, Inquiry]:
    """Return the inquiries by the name of the model that answers."""
    modules = (
        accession,
        adversary,
        attribution,
        council,
        forces,
        reinforcement,
        balance,
        burden,
        aid,
        operations,
        partnership,
        autonomy,
        dispute,
        legitimacy,
    )
    return {found.name: found for found in (module.inquiry() for module in modules)}
