"""Law: dated rules and what they answer for a world."""

from foedus.law.argument import Argument
from foedus.law.instrument import sources
from foedus.law.registry import rules
from foedus.law.rule import Provision, Rule
from foedus.law.ruling import Cite, Holding, Node, Ruling

__all__ = ["Argument", "Cite", "Holding", "Node", "Provision", "Rule", "Ruling", "rules", "sources"]
