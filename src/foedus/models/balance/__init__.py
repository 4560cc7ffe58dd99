"""Who holds the ground: losses, terrain and time of a land campaign, one step a day.

The exchange of losses is nearly all scatter: since 1939 the force ratio explains three hundredths of it. So
it is drawn anew for every phase, with a part common to the campaign; the force ratio only shifts its centre.
Losses make the defender give ground (Epstein); where his front is open, the attacker passes.
"""

from foedus.models.balance.balance import Balance as Balance
from foedus.models.balance.balance import BalanceRun as BalanceRun
from foedus.models.balance.campaign import ATTACK as ATTACK
from foedus.models.balance.campaign import COUNTER as COUNTER
from foedus.models.balance.campaign import OUTCOMES as OUTCOMES
from foedus.models.balance.campaign import QUIET as QUIET
from foedus.models.balance.campaign import Campaign as Campaign
from foedus.models.balance.campaign import Contest as Contest
from foedus.models.balance.campaign import Luck as Luck
from foedus.models.balance.fight import classify as classify
