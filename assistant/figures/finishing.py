"""The last steps to a selection: what is shown apart, how many, and what is made of the numbers.

What may mean several things is asked back.
"""

from dataclasses import dataclass, replace

from assistant.figures.drafting import Draft
from assistant.figures.kinds import is_added_up
from assistant.figures.marks import Kind
from assistant.figures.sharing import shared
from assistant.figures.targets import is_pitted
from assistant.figures.types import NOT_REGISTER, Halt, Unsure
from ingest.register.selection import Aggregate, Order, Selection, Subject

_TOGETHER = ("samman", "samlad", "summa")
_LIMITS = (1, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finishing:
    """A selection on its way; `aggregate` is what was said, "" for nothing."""

    draft: Draft
    selection: Selection
    aggregate: str

    def finished(self) -> Selection:
        """The selection as it is meant.

        Raises:
            Unsure: when it may be meant in several ways.
            Halt: when it cannot be selected.
        """
        if self.aggregate == "unsaid" and self.selection.by:
            return replace(self, aggregate="count", selection=self._as(Aggregate.COUNT)).finished()
        if self.aggregate == "unsaid":
            counted = replace(self, aggregate="count", selection=self._as(Aggregate.COUNT))
            listed = replace(self, aggregate="list", selection=self._as(Aggregate.LIST))
            raise Unsure(
                "Vill du veta hur många de är eller vilka de är?",
                counted.finished(),
                listed.finished(),
            )
        self._check_means()
        return self._with_share()._with_agencies()._with_years()._with_limit()._with_aggregate()

    def _check_means(self) -> None:
        """A mean per agency is that of the agencies, or of what each has; both may be meant.

        Raises:
            Unsure: when it is one of key figures, of which an agency has one a year.
        """
        own = self.selection
        if "agency" not in own.by or self.aggregate not in {"mean", "median"}:
            return
        if own.subject is Subject.PROJECTS:
            return
        rest = tuple(one for one in own.by if one != "agency")
        if len(own.agencies) != 1:
            raise Unsure(
                "Menar du ett värde för alla myndigheter, eller värdet för var och en?",
                self._with(replace(own, by=rest))._with_years().selection,
                self._with(replace(own, aggregate=Aggregate.SUM))._with_years().selection,
            )

    def _as(self, aggregate: Aggregate) -> Selection:
        return replace(self.selection, aggregate=aggregate)

    def _with(self, selection: Selection) -> "Finishing":
        return replace(self, selection=selection)

    def _with_share(self) -> "Finishing":
        if self.aggregate != "share":
            return self
        parts = shared(self.draft.marks)
        return self._with(replace(self.selection, conditions=parts.whole, share_of=parts.part))

    def _with_agencies(self) -> "Finishing":
        """Several agencies are shown apart, where it is clear that they are to be."""
        own = self.selection
        many = len(own.agencies) > 1
        if self.aggregate in {"list", "agencies"} or "agency" in own.by:
            return self
        apart = self._with(replace(own, by=("agency", *own.by)))
        if self.draft.is_apart and many:
            return apart
        if self.draft.is_apart and not own.by and len(own.years) == 1:
            raise Halt(NOT_REGISTER)
        if not many or self._is_together() or (own.by and own.by != ("year",)):
            return self
        if own.subject is Subject.PROJECTS or self.aggregate in {"", "change"}:
            return apart
        raise Unsure(
            "Ska myndigheterna visas var för sig eller räknas tillsammans?",
            apart._with_years().selection,
            self._with_years().selection,
        )

    def _is_together(self) -> bool:
        said = [mark.text.lower() for mark in self.draft.marks if mark.kind is Kind.AGGREGATE]
        together = (*_TOGETHER, "totalt") if self.aggregate == "count" else _TOGETHER
        return self.draft.is_together or any(text.startswith(together) for text in said)

    def _with_years(self) -> "Finishing":
        """Several years are shown apart; they are added up only where that is said, of figures."""
        own = self.selection
        if self.draft.is_series and len(own.years) == 1:
            raise Halt(NOT_REGISTER)
        if self.aggregate in {"change", "list"} or len(own.years) == 1:
            return self
        if self.draft.is_across:
            if own.subject is Subject.PROJECTS or self.aggregate not in {"", "sum", "mean"}:
                raise Halt(NOT_REGISTER)
            return self
        by_year = self._with(replace(own, by=(*(one for one in own.by if one != "year"), "year")))
        summed = self.aggregate == "sum" and own.subject is Subject.FIGURES
        if summed and "year" not in own.by:
            raise Unsure("Ska åren visas var för sig eller räknas ihop?", by_year.selection, own)
        return by_year

    def _with_limit(self) -> "Finishing":
        """How many of the first are wanted, where their order is asked for."""
        own, target = self.selection, self.draft.target
        if own.order is Order.NONE:
            return self
        if not own.by and self.aggregate != "list":
            raise Halt(NOT_REGISTER)
        if len(own.years) > 1 and target != "year":
            alternatives = [
                replace(own, years=(year,), by=tuple(one for one in own.by if one != "year"))
                for year in own.years[-4:]
            ]
            raise Unsure(
                "Vilket år menar du?",
                *(self._with(one)._with_limit().selection for one in alternatives),
            )
        is_sorted = any(mark.kind is Kind.ORDER for mark in self.draft.marks)
        if own.limit == 0 and not is_sorted and not is_pitted(self.draft.marks):
            raise Unsure("Hur många vill du se?", *(replace(own, limit=n) for n in _LIMITS))
        return self

    def _with_aggregate(self) -> Selection:
        """What is made of a number where that is not said: what can be added up is."""
        own = self.selection
        if self.aggregate:
            return own
        one_each = len(own.agencies) == 1 or "agency" in own.by
        named = any(one.field == "project" for one in own.conditions)
        single = named if own.subject is Subject.PROJECTS else one_each
        if is_added_up(own.number) or single:
            return own
        raise Unsure(
            "Vill du ha medelvärdet eller medianen?",
            replace(own, aggregate=Aggregate.MEAN),
            replace(own, aggregate=Aggregate.MEDIAN),
        )
