"""What is said of a project: how far it is saved, who has it, what was recovered."""

from __future__ import annotations

import datetime as dt

from retention_desk.desktop.project.autosave import Autosave
from retention_desk.desktop.project.state import ProjectState
from retention_desk.foundation.wording import Phrase, phrase


def saved_state(state: ProjectState, autosave: Autosave) -> tuple[Phrase, bool]:
    """Return what the status bar says of saving, and whether all is saved."""
    if not state.is_writable:
        if autosave.unsaved:
            return phrase("Read only: changes are not saved"), False
        return phrase("Read only"), False
    if autosave.problem is not None:
        return phrase("Not saved yet"), False
    if autosave.unsaved:
        return phrase("Saving"), False
    return phrase("Saved {when}", when=when_text(autosave.saved_at or _last(state))), True


def _last(state: ProjectState) -> dt.datetime:
    """Return when something was last saved, in local time."""
    at = state.journal[0].at if state.journal else state.about.created_at
    return at.astimezone().replace(tzinfo=None)


def when_text(at: dt.datetime, today: dt.date | None = None) -> str:
    """Return the time of a moment today (``14:02``), the day of an earlier one (``2024-09-30``)."""
    if at.date() == (today or dt.date.today()):
        return at.strftime("%H:%M")
    return at.date().isoformat()


def held_sentence(state: ProjectState) -> Phrase:
    """Return who has the project, or why it cannot be written."""
    holder = state.holder
    if holder is None:
        return phrase("This project is opened for reading only")
    if not holder.user:
        return phrase("The project is open on {host}", host=holder.host)
    return phrase("{user} has the project open on {host}", user=holder.user, host=holder.host)


def held_effect(state: ProjectState) -> Phrase:
    """Return what it means that the project is read only."""
    holder = state.holder
    if holder is None:
        return phrase(
            "Its file or folder cannot be written. You can look at everything; what you change is not saved."
        )
    return phrase(
        "Since {when}. It is opened for reading only here: you can look at everything, and what you change is"
        " not saved.",
        when=when_text(holder.since.astimezone().replace(tzinfo=None)),
    )


def recovered_sentence(state: ProjectState) -> Phrase:
    """Return what is there again after the program ended without closing the project."""
    at = when_text(_last(state))
    said = phrase(
        "Everything saved until {when} is here. Months kept: {months:count}. Notes: {notes:count}."
        " Lists handed out: {lists:count}.",
        when=at, months=len(state.months), notes=len(state.notes), lists=len(state.plans),
    )  # fmt: skip
    if not state.was_cut_short:
        return said
    return phrase("{said} One save was cut short and undone; nothing is half written.", said=said)
