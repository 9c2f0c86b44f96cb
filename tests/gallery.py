"""The gallery: telling timelines, which the guide shows and the tests hold to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from legation.composing import compose_timelines
from legation.diagnostics import Report
from legation.model.chronology import Chronology
from legation.model.dates import parse_edtf
from legation.model.document import Entry, Timeline
from legation.model.drawing import Mark
from legation.reading.chronology import read_chronology

PROJECT = Path(__file__).parents[1]
AS_OF = date(2026, 2, 24)


class Exhibit(NamedTuple):
    """A timeline of the gallery, on all its panels.

    Attributes:
        title: What it is called.
        panels: From the top down.
        language: Which says where the axis begins.
    """

    title: str
    panels: tuple[Timeline, ...]
    language: str = "en-GB"


Fields = dict[str, object]


def composed(title: str, events: Iterable[Fields], **options: bool | str) -> Exhibit:
    """An exhibit of events as they stand in a chronology."""
    content = {"title": title, "briefs": {"all": {}}, "events": list(events)}
    chronology = Chronology.model_validate(content)
    return Exhibit(title, compose_timelines(chronology, "all", AS_OF, **options))  # type: ignore[arg-type]


def of_the_sample(brief: str, **options: bool | str) -> Exhibit:
    """An exhibit of the sample chronology."""
    whole = read_chronology(PROJECT / "events.yaml", "events.yaml", Report()).chronology
    assert whole is not None, "the sample can be read"
    panels = compose_timelines(whole, brief, AS_OF, **options)  # type: ignore[arg-type]
    return Exhibit(whole.briefs[brief].title or brief, panels)


def event(when: str, title: str, kind: str = "meeting", **more: object) -> Fields:
    """An event."""
    return {"date": when, "title": title, "kind": kind, **more}


# --- the exhibits ------------------------------------------------------------------------------


def one_event() -> Exhibit:
    return composed("One event", [event("2025-12-14", "Foreign ministers met in Abu Dhabi")])


def every_form() -> Exhibit:
    """Each form of date, each status, each mark."""
    events = [
        event("198X", "First contacts"),
        event("1991~", "Recognition", "treaty", priority="key"),
        event("1992-06-09", "Diplomatic relations established", "treaty", priority="key"),
        event("1993-10-02?", "Visit of which the day is disputed", "visit"),
        event("1994/1997", "Commission at work", "body"),
        event("../1996", "Representation open", "body"),
        event("/1996", "Office closed", "body"),
        event("1996-08/", "Consulate opened", "body"),
        event("1998-21", "Round of talks"),
        event("[1999-02..1999-12-14]", "Agreement in principle", "treaty"),
        event("1999-07-01/1999-07-30", "Training course"),
        event("2000/..", "Hotline in service", "body"),
        event("2001-09-14", "Summit", status="cancelled"),
        event("2027-05", "Visit", "visit", status="planned"),
        event("unknown", "Twinning of two cities"),
    ]
    return composed("Every form of date", events)


def ranges() -> Exhibit:
    """Nothing but what lasts."""
    bodies = (
        ("1993/1999", "Joint commission on trade"),
        ("1995-03/2004-10", "Consulate in the port"),
        ("2001/..", "Council of foreign ministers"),
        ("2004/2011", "Programme of scholarships"),
        ("../2008", "Honorary consulate"),
        ("2010-05-17/..", "Hotline of the coastguards"),
        ("2015~/2019~", "Exchange of officials"),
        ("2019/", "Working group on customs"),
    )
    return composed("Ranges only", [event(when, title, "body") for when, title in bodies])


def dense_day() -> Exhibit:
    """Eighty-two events of one day."""
    kinds = ("meeting", "signing", "reception")
    events = [
        event("2025-07-04", f"{kinds[n % 3].capitalize()} {n + 1} of the summit", kinds[n % 3])
        for n in range(82)
    ]
    return composed("A dense day", events)


SUBJECTS = (
    "trade", "transport", "energy", "customs", "education", "culture", "consular matters", "defence",
    "science", "water", "agriculture", "health",
)  # fmt: skip
DEEDS = (
    ("Talks on {}", "meeting"),
    ("Agreement on {} signed", "treaty"),
    ("Forum on {}", "forum"),
    ("Visit of the minister for {}", "visit"),
)


def scattered(count: int, first: date, days: int) -> list[Fields]:
    """So many events on days that chance chose, ever more of them as time goes by."""
    random = Random(count)
    events = []
    for number in range(count):
        deed, kind = random.choice(DEEDS)
        when = first + timedelta(days=int(days * random.random() ** 0.6))
        more = {"priority": "key"} if number % (count // 8) == 0 else {}
        title = deed.format(random.choice(SUBJECTS))
        events.append(event(when.isoformat(), title, kind, **more))
    return events


def forty() -> Exhibit:
    return composed("Forty events", scattered(40, date(1992, 1, 1), 12_300))


def landscape() -> Exhibit:
    return composed(
        "Forty events on a turned page", scattered(40, date(1992, 1, 1), 12_300), landscape=True
    )


def thousand() -> Exhibit:
    return composed("A thousand events", scattered(1_000, date(1992, 1, 1), 12_300))


def undated() -> Exhibit:
    places = ("Tashkent", "Guba", "Baku", "Samarkand", "Ganja")
    return composed(
        "Undated only",
        [event("unknown", f"Forum of Regions in {place}", "forum") for place in places],
    )


def long_titles() -> Exhibit:
    """Titles that take many lines, in Cyrillic and in Arabic letters."""
    events = [
        event(
            "2017-11-15",
            "Подписано Соглашение о дальнейшем развитии торгово-экономического, транспортного и "
            "культурно-гуманитарного сотрудничества между правительствами двух государств",
            "treaty",
        ),
        event(
            "2019",
            "دونوں ملکوں کے وزرائے خارجہ نے تجارت، تعلیم، ثقافت اور دفاع میں تعاون بڑھانے کے لیے "
            "مشترکہ کمیشن کے اجلاس میں ایک جامع لائحہ عمل پر اتفاق کیا",
        ),
        event(
            "2021-06-16",
            "Qarabağ Universitetinin təsis edilməsi, Şuşa Bəyannaməsinin imzalanması və qardaş "
            "ölkələrin universitetləri arasında tələbə mübadiləsi haqqında razılaşma",
            "treaty",
        ),
        event(
            "2023-08",
            "Заседание Межправительственной комиссии по вопросам энергетики, водопользования и "
            "промышленной кооперации с участием представителей деловых кругов обеих стран",
        ),
        event(
            "2024-08-22",
            "توقيع معاهدة بشأن علاقات التحالف بين البلدين، وتشمل الأمن والاقتصاد والتنمية المستدامة "
            "والتعاون في المحافل الدولية",
            "treaty",
        ),
        event(
            "2025-07-04",
            "Oʻzbekiston va Ozarbayjon oʻrtasida ittifoqchilik munosabatlari toʻgʻrisidagi shartnoma "
            "ijrosi yuzasidan Oliy davlatlararo kengashning ikkinchi yigʻilishi",
        ),
    ]
    return composed("Long titles in several scripts", events)


def right_to_left() -> Exhibit:
    """A timeline in Persian, on which time runs from the right."""
    meeting, treaty = ("دیدار", Mark.CIRCLE), ("پیمان", Mark.SQUARE)
    events = (
        ("1992-03-12", "۱۲ مارس ۱۹۹۲", "برقراری روابط دیپلماتیک", treaty),
        ("2017", "۲۰۱۷", "گشایش رایزنی‌های سیاسی وزیران خارجه", meeting),
        ("2019-04", "آوریل ۲۰۱۹", "نخستین نشست کمیسیون مشترک بازرگانی", meeting),
        ("2022/..", "از ۲۰۲۲", "شورای بازرگانی مشترک", meeting),
        ("2024-08-22", "۲۲ اوت ۲۰۲۴", "امضای پیمان همکاری در حمل و نقل (BTK)", treaty),
        ("2025-12-14", "۱۴ دسامبر ۲۰۲۵", "دیدار وزیران در همایش سالانه", meeting),
    )
    entries = tuple(
        Entry(parse_edtf(date_), when, title, kind, mark, key=date_ == "2024-08-22")
        for date_, when, title, (kind, mark) in events
    )
    described = "گاه‌شمار شش رویداد از ۱۹۹۲ تا ۲۰۲۵."
    panel = Timeline(entries, AS_OF, "گاه‌شمار", described)
    return Exhibit("گاه‌شمار", (panel,), "fa")


GALLERY: dict[str, Callable[[], Exhibit]] = {
    "azerbaijan-pakistan": lambda: of_the_sample("azerbaijan-pakistan"),
    "azerbaijan-uzbekistan": lambda: of_the_sample("azerbaijan-uzbekistan"),
    "azerbaijan": lambda: of_the_sample("azerbaijan"),
    "lanes": lambda: of_the_sample("azerbaijan", lanes="party"),
    "compact": lambda: of_the_sample("azerbaijan", strip=True),
    "whole-axis": lambda: of_the_sample("azerbaijan-pakistan", breaks=False),
    "every-form": every_form,
    "ranges": ranges,
    "one-event": one_event,
    "forty": forty,
    "landscape": landscape,
    "dense-day": dense_day,
    "thousand": thousand,
    "undated": undated,
    "long-titles": long_titles,
    "right-to-left": right_to_left,
}
"""The exhibits by their names, in the order in which the guide shows them."""
