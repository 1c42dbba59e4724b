"""The reasons of one customer in sentences: signed bars, and by how much each changes the probability."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.small_bars import SignedBar
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis, Reason
from retention_desk.foundation.wording import Words, phrase

MOST_REASONS: Final = 5
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReasonLines(QWidget):
    """What a customer's row opens to on the risk page.

    Parameters
    ----------
    analysis : Analysis
    customer : int
        Position of the customer.
    words : Words
    """

    def __init__(self, analysis: Analysis, customer: int, words: Words) -> None:
        super().__init__()
        space = theme.current().space
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xxl + space.xs, space.m, space.l, space.m)
        column.setSpacing(space.xs)
        column.addWidget(Label(phrase("Why this customer"), words, role="caption", tone="muted"))
        reasons = analysis.churn.reasons
        found = reasons.of(customer, min(MOST_REASONS, reasons.top.shape[1])) if reasons is not None else ()
        if found:
            column.addLayout(reason_grid(found, words))
        else:
            none = phrase("The forecast gives no reasons for this customer.")
            column.addWidget(Label(none, words, wrap=True))
        chance, base = float(analysis.churn.probability[customer]), analysis.churn.base_rate
        if chance == chance:
            said = phrase(
                "Likely to leave: {chance:share0}; all customers: {base:share0}.", chance=chance, base=base
            )
            column.addWidget(Label(said, words, role="caption", tone="muted", wrap=True))


def reason_grid(found: tuple[Reason, ...], words: Words) -> QGridLayout:
    """Return reasons as lines: the sentence, a bar, the change in probability with its sign."""
    space = theme.current().space
    grid = QGridLayout()
    grid.setHorizontalSpacing(space.m)
    grid.setVerticalSpacing(0)
    longest = max(abs(reason.change_share) for reason in found) or 1.0
    for line, reason in enumerate(found):
        bar = SignedBar(one_sided=True)
        bar.show_share(abs(reason.change_share) / longest, worse=reason.change_share > 0)
        bar.setFixedWidth(theme.current().size.indicator_row)
        change = Label(phrase("{change:points0}", change=reason.change_share), words)
        grid.addWidget(Label(reason.sentence, words, wrap=True), line, 0)
        grid.addWidget(bar, line, 1)
        grid.addWidget(change, line, 2, _RIGHT)
    grid.setColumnStretch(0, 1)
    return grid
