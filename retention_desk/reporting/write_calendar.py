"""The contacts of the list as a calendar: one all-day event each, for any calendar program.

References
----------
RFC 5545, Internet Calendaring and Scheduling Core Object Specification (iCalendar).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from retention_desk import __version__
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.vocabulary import CHANNELS
from retention_desk.foundation.wording import Phrase, Words, phrase

LINE_OCTETS: Final = 75
_BREAK: Final = "\r\n"


def write_calendar(analysis: Analysis, path: Path, words: Words, owner: str | None = None) -> int:
    """Write an event for every personal contact, of all or of one owner; return how many.

    An action keeps its event from list to list: importing a later calendar moves it instead of doubling it.

    Raises
    ------
    UserFacingError
        ``nothing_due``: no contact has a day, so that there is nothing to put into a calendar.
    """
    events = list(_events(analysis, words, owner))
    if not events:
        raise UserFacingError(
            "nothing_due",
            phrase("There is nothing for a calendar: no contact of the list has a day."),
            str(path),
            phrase("A list needs contacts by a person, and data with dates."),
        )
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Retention Desk//Retention Desk {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped_text(words('Customers to contact'))}",
        *(line for event in events for line in event),
        "END:VCALENDAR",
    ]
    text = "".join(folded(line) + _BREAK for line in lines)
    with saved_whole(path) as temporary:
        temporary.write_bytes(text.encode("utf-8"))
    return len(events)


def _events(analysis: Analysis, words: Words, owner: str | None) -> Iterator[list[str]]:
    table = analysis.plan.table
    chosen = (table["arm"] != "holdout") & (table["handling"] != "automated") & table["due"].notna()
    if owner is not None:
        chosen &= table["owner"] == owner
    names = analysis.data.names
    for row in table[chosen.to_numpy()].to_dict("records"):
        customer = int(row["customer"])
        yield _event(row, str(analysis.data.customer_ids[customer]), str(names[customer]), analysis, words)


def _event(row: dict[Any, Any], key: str, name: str, analysis: Analysis, words: Words) -> list[str]:
    due: dt.date = row["due"]
    as_of = analysis.data.as_of
    assert as_of is not None, "a list without a day has no days due"
    since = row["open_since"] or as_of
    label = analysis.plan.plays.get(row["play"], Phrase("{name}", {"name": row["play"]}))
    summary = words("{play}: {name}", play=label, name=name)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_uid(key, row['play'], since)}",
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{due + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped_text(summary)}",
        f"DESCRIPTION:{escaped_text(_description(row, key, analysis, words))}",
        "TRANSP:TRANSPARENT",
    ]
    if row["owner"]:
        lines.append(f"CATEGORIES:{escaped_text(str(row['owner']))}")
    return [*lines, "END:VEVENT"]


def _uid(key: str, play: str, since: dt.date) -> str:
    """Return the same name for the same action in every calendar, which tells nothing of the customer."""
    digest = hashlib.blake2b(f"{key}\n{play}\n{since}".encode(), digest_size=16).hexdigest()
    return f"{digest}@retention-desk"


def _description(row: dict[Any, Any], key: str, analysis: Analysis, words: Words) -> str:
    channel = CHANNELS.get(row["channel"], row["channel"])
    lines = [words("Customer {key}", key=key)]
    if row["channel"]:
        lines.append(words("Channel: {channel}", channel=channel))
    if row["owner"]:
        lines.append(words("Owner: {owner}", owner=row["owner"]))
    lines += [words(reason) for reason in row["reasons"]]
    arms = {arm.name: arm.script for arm in analysis.settings.experiment.arms if arm.script}
    play = analysis.plan.playbook.get(row["play"])
    script = arms.get(row["arm"]) or (words(play.script) if play is not None else "")
    return "\n".join([*lines, *([script] if script else [])])


def escaped_text(text: str) -> str:
    """Return text as a value of type TEXT (RFC 5545, 3.3.11): marks escaped, no control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in plain if sign == "\n" or (sign >= " " and sign != "\x7f"))
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, "\\" + mark)
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a content line folded so that no line has more than 75 octets (3.1); no sign is cut in two."""
    parts: list[str] = []
    part, size, room = "", 0, LINE_OCTETS
    for sign in line:
        octets = len(sign.encode("utf-8"))
        if size + octets > room:
            parts.append(part)
            part, size, room = "", 0, LINE_OCTETS - 1  # the space that begins a further line counts
        part, size = part + sign, size + octets
    return f"{_BREAK} ".join([*parts, part])
