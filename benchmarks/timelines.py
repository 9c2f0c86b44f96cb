"""Measure how the time to lay out a timeline grows with its events: timelines.py [--runs N]."""

from __future__ import annotations

import argparse
import time
from datetime import date, timedelta

from legation.layout.timeline import lay_out
from legation.model.dates import parse_edtf
from legation.model.document import Entry, Timeline
from legation.model.drawing import Mark
from legation.model.theme import Theme
from legation.text.fonts import Fonts

THEME = Theme()
FONTS = Fonts.load(THEME.fonts)
SIZES = (1_000, 10_000)
BOUND = 3.0  # times as long for each event


def main() -> None:
    """Lay out an overview of each size in turns; the least time of each counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    overviews = {size: overview(size) for size in SIZES}
    least = dict.fromkeys(SIZES, float("inf"))
    for _ in range(runs):
        for size, timeline in overviews.items():
            least[size] = min(least[size], seconds(timeline))
    for size, spent in least.items():
        print(f"{size:>6} events {spent:7.3f} s, {1e6 * spent / size:5.0f} µs an event")
    few, many = (least[size] / size for size in SIZES)
    print(f"time for an event of 10,000 over one of 1,000: {many / few:.2f} (at most {BOUND:g})")


def overview(size: int) -> Timeline:
    """A timeline of so many events in 120 years, of which every 97th is a turning point."""
    first, days = date(1900, 1, 1), 43_800
    entries = tuple(
        Entry(
            parse_edtf((first + timedelta(days=n * days // size)).isoformat()),
            f"day {n}",
            f"Meeting {n} of the foreign ministers, on trade and transport",
            "meeting",
            list(Mark)[n % 4],
            key=n % 97 == 0,
        )
        for n in range(size)
    )
    return Timeline(entries, date(2026, 1, 1), "Timeline", "An overview.", overview=True)


def seconds(timeline: Timeline) -> float:
    """The CPU seconds that laying it out takes."""
    start = time.process_time()
    lay_out(timeline, THEME.page.text_width, THEME, FONTS)
    return time.process_time() - start


if __name__ == "__main__":
    main()
