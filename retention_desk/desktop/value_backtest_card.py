"""What the lifetime values would have promised before, against what then came."""

from __future__ import annotations

from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Money, Phrase, Words, phrase


class ValueBacktestCard(Card):
    """The backtest in sentences, and what to mind; hidden where there is nothing to say."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("Would it have been right before?"), words, subtitle="")
        self._text = Label("", words, wrap=True)
        self.body.addWidget(self._text)
        self.body.addStretch(1)

    def show_value(self, analysis: Analysis) -> None:
        """Show the backtest of the lifetime values, and their caveats."""
        lines = [*backtest_lines(analysis), *analysis.value.caveats]
        self.setVisible(bool(lines))
        self.set_title(phrase("Would it have been right before?"), analysis.value.note)
        if lines:
            joined = lines[0]
            for line in lines[1:]:
                joined = phrase("{before} {line}", before=joined, line=line)
            self._text.say(joined)


def backtest_lines(analysis: Analysis) -> list[Phrase]:
    """Return what was promised and what came, as far as it was looked back."""
    currency, backtest = analysis.data.currency, analysis.value.backtest or {}
    lines: list[Phrase] = []
    if "predicted" in backtest and "actual" in backtest:
        off = backtest["predicted"] / backtest["actual"] - 1 if backtest["actual"] else None
        lines.append(
            phrase(
                "Predicted {predicted}, came {actual}: **{off:change} off**.",
                predicted=Money(backtest["predicted"], currency),
                actual=Money(backtest["actual"], currency),
                off=off,
            )
        )
    if "last_period" in backtest:
        lines.append(
            phrase(
                "“Last period repeats” would have said {amount}.",
                amount=Money(backtest["last_period"], currency),
            )
        )
    if "capture_share" in backtest:
        lines.append(
            phrase(
                "The fifth predicted to be worth most held {share:share0} of what was really spent.",
                share=backtest["capture_share"],
            )
        )
    return lines
