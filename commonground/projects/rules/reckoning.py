"""What would it come to by somebody's own figures? Hours and money in a year, from what they typed and nothing else.

There is no figure of ours in it: what is not typed counts as nothing, and how much somebody expects to gain is their
own guess. So it is also shown for half of that guess, and says from which share on it pays.

*Source:* R107; reference on outcomes ("a benefit without a baseline and a counterfactual is a hope").
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MONTHS = 12
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Typed:
    """Somebody's own figures, a month: hours and pounds that they would put in, what an hour costs them, the hours that
    they expect to save, what they lose now, and which share of that (0 to 100) they expect not to lose."""

    hours_in: Decimal = Decimal(0)
    hour_costs: Decimal = Decimal(0)
    pounds_in: Decimal = Decimal(0)
    hours_saved: Decimal = Decimal(0)
    losses: Decimal = Decimal(0)
    share: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Year:
    """What that comes to in a year: hours in and saved, and whole pence in, saved and left over (less than nothing
    where more goes in)."""

    hours_in: Decimal
    hours_saved: Decimal
    pence_in: int
    pence_saved: int

    @property
    def hours_left(self) -> Decimal:
        """Hours saved without those put in."""
        return self.hours_saved - self.hours_in

    @property
    def pence_left(self) -> int:
        """Money saved without what was put in."""
        return self.pence_saved - self.pence_in


def year(typed: Typed, part: Decimal = Decimal(1)) -> Year:
    """Work out a year, of which only a part (0 to 1) of the expected gain comes."""
    hours_saved = typed.hours_saved * part
    money_in = typed.hours_in * typed.hour_costs + typed.pounds_in
    saved = hours_saved * typed.hour_costs + typed.losses * typed.share * part / HUNDRED
    return Year(typed.hours_in * MONTHS, hours_saved * MONTHS, _pence(money_in * MONTHS), _pence(saved * MONTHS))


def pays_from(typed: Typed) -> int | None:
    """Give the share of the expected gain, in whole per cent, from which on nothing is lost in money; None where even
    twice of it is not enough, or nothing is put in or expected."""
    whole = year(typed)
    if whole.pence_in <= 0 or whole.pence_saved <= 0:
        return None
    share = -(-whole.pence_in * 100 // whole.pence_saved)
    return share if share <= 200 else None


def _pence(pounds: Decimal) -> int:
    return int((pounds * HUNDRED).quantize(Decimal(1), ROUND_HALF_UP))
