"""When the period of a run began: at the last moment at which it was due."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from msgspec import Struct

from legation.building.scheduling.timing import Weekly

_EARLY = timedelta(minutes=1)
"""So much too early a scheduler may call, by a clock that is a little behind."""


class Period(Struct, frozen=True):
    """A period of a week.

    Attributes:
        begins: Its first moment.
    """

    begins: datetime

    @classmethod
    def of(cls, due: Weekly | None, zone: str, moment: datetime) -> Period:
        """The period that a moment is in.

        Args:
            due: When a run is due; None for the weeks of ISO 8601, from Monday.
            zone: Where those begin, an IANA time zone.
            moment: The moment.
        """
        weekly = due or Weekly(0, time(), zone)
        return cls(weekly.last(moment + _EARLY))

    @property
    def key(self) -> str:
        """What it is called: the day on which it began, `2026-11-23`."""
        return self.begins.date().isoformat()
