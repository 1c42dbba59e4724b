"""What each setting means, in words; the window, the command line and the workbook show the same."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.wording import Phrase, phrase

SETTING_TEXTS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "general.as_of": phrase("The day the analysis looks from; default: the latest date in the data."),
        "general.active_window_days": phrase(
            "A customer is active with an order or activity in so many days."
        ),
        "general.horizon_days": phrase("How many days ahead the forecasts look."),
        "general.period": phrase("Length of the periods that figures and histories are given for."),
        "general.currency": phrase("The currency analysed when a file has several."),
        "general.day_first": phrase(
            "Whether text dates put the day before the month; auto decides by column."
        ),
        "general.business_type": phrase("Kind of business; sets the health profile and the benchmark shown."),
        "general.aliases": phrase("Customer IDs of one person: each ID and the one it stands for."),
        "orders.duplicates": phrase(
            "Whether exact repeats of a line inside one sheet are kept or counted once."
        ),
        "orders.returns": phrase("Whether returns lower the net revenue or are ignored."),
        "orders.minor_units": phrase(
            "Whether amounts that the file says are in cents or thousands are turned into whole units."
        ),
        "health.profile": phrase("Set of indicators the score is made of; auto takes what the data allow."),
        "health.weights": phrase("Weight of each indicator; a full set totals 100."),
        "health.pinned": phrase("Single weights that are set; the others give way in proportion."),
        "health.thresholds": phrase("Values from which an indicator counts as high and as medium."),
        "health.directions": phrase(
            "For an indicator or a column of your own: whether higher or lower is better."
        ),
        "health.bands.healthy": phrase("Lowest score that is healthy."),
        "health.bands.watch": phrase("Lowest score that is on watch; below it a customer is at risk."),
        "health.points.high": phrase("Points for a high level."),
        "health.points.medium": phrase("Points for a medium level."),
        "health.points.low": phrase("Points for a low level."),
        "health.smooth": phrase("Whether points run in a straight line between the thresholds."),
        "health.minimum_coverage": phrase(
            "Share of the weights that has to be known for a score to be given."
        ),
        "segments.value_by": phrase("What the value tiers are cut by."),
        "segments.high_share": phrase("Share of customers in the high-value tier."),
        "segments.potential_share": phrase("Share of customers in the potential tier."),
        "segments.high_amount": phrase("Amount from which a customer is high-value, instead of a share."),
        "segments.potential_amount": phrase(
            "Amount from which a customer has potential, instead of a share."
        ),
        "segments.new_days": phrase("A customer is new for so many days after the first order."),
        "segments.slowing_factor": phrase("Slowing: silent for longer than so many times the own rhythm."),
        "segments.at_risk_factor": phrase("Leaving: silent for longer than so many times the own rhythm."),
        "segments.lost_after_days": phrase("Lost: silent for longer; default: the active window."),
        "segments.won_back_days": phrase("Won back: returned after being lost, within so many days."),
        "segments.loyalty_by": phrase("Whether loyalty tiers go by 12 months' net spend or by points."),
        "segments.loyalty_tiers": phrase("Name and threshold of each loyalty tier."),
        "churn.model": phrase("Model of the churn forecast; auto takes the best that beats the simple rule."),
        "churn.seed": phrase("Seed of everything random in the forecast: same seed, same numbers."),
        "churn.minimum_leavers": phrase("Fewest leavers and stayers a model is trained on."),
        "value.margin_share": phrase("Share of the revenue that is margin."),
        "value.discount_rate_yearly": phrase("Yearly rate at which later revenue counts for less."),
        "value.horizon_months": phrase("How many months of the future a lifetime value holds."),
        "value.acquisition_cost": phrase("What winning one customer costs."),
        "value.acquisition_by": phrase(
            "Column of the customers by whose values the cost of winning one differs."
        ),
        "value.acquisition_costs": phrase("What winning a customer of each of these values costs."),
        "figures.groups_shown": phrase("Groups a split shows; smaller ones are joined as “other”."),
        "figures.fewest_customers": phrase("Fewest customers from which a rate of a group is told."),
        "figures.retention_definition": phrase(
            "Which retention rate leads: customers kept, or heads at the end less new ones."
        ),
        "figures.churn_denominator": phrase(
            "What leavers are divided by: customers at the beginning, their average with the end, or all."
        ),
        "figures.order_value": phrase("Whether an average order is gross or net of returns."),
        "figures.arpu_customers": phrase(
            "Whom revenue is divided by: active customers, buyers of the period, or all."
        ),
        "figures.nps_answers": phrase(
            "Whether each customer's latest answer counts for the NPS, or every answer."
        ),
        "figures.leaving_reasons": phrase("Reasons for leaving in the files, and what each is counted as."),
        "figures.leaving_taxonomy": phrase(
            "Reasons for leaving as edited: the name of each, the words it is told by, and what it is "
            "merged into."
        ),
        "figures.benchmark_industry": phrase(
            "Industry whose yearly retention is shown beside yours; auto goes by the kind of business."
        ),
        "figures.benchmarks": phrase("Yearly retention of industries, in place of the delivered figures."),
        "figures.benchmark_share": phrase(
            "Yearly retention of your own industry, in place of the article's."
        ),
        "playbook.disabled": phrase("Plays that are not used."),
        "playbook.save_shares": phrase("Share of the customers contacted that a play keeps, by play."),
        "playbook.costs": phrase("Cost of one contact, by play."),
        "playbook.added": phrase("Customers added to the list by hand, each with the play chosen."),
        "playbook.plays": phrase("Plays that were edited, and plays of one's own, by key."),
        "playbook.holidays": phrase(
            "Days on which customers are greeted, by name: MM-DD or YYYY-MM-DD; empty = those delivered."
        ),
        "playbook.due_days": phrase("Days until an action is due."),
        "playbook.cooling_off_days": phrase(
            "Whoever was contacted in person within so many days is not contacted again."
        ),
        "playbook.open_days": phrase("An action that nobody touched lapses so many days after it was due."),
        "playbook.wave": phrase("Wave up to which plays go out: pilot, part, or all customers."),
        "playbook.released": phrase("Wave up to which a play goes out, by play."),
        "playbook.stop_below_answered_share": phrase(
            "A play in a wave stops when a smaller share of those contacted answers."
        ),
        "playbook.stop_above_leaving_share": phrase(
            "A play in a wave stops when a larger share of those contacted says they leave."
        ),
        "playbook.stop_from_contacts": phrase("Contacts with an outcome from which a wave is judged."),
        "capacity.people": phrase("People who contact customers."),
        "capacity.contacts_per_week": phrase("Customers that each of them can contact in a week."),
        "capacity.budget_amount": phrase("What the contacts of a week may cost."),
        "capacity.budget_share": phrase(
            "Share of the yearly revenue that contacts may cost; each week has its part of it."
        ),
        "capacity.owners": phrase("Names the actions are shared out among."),
        "holdout.share": phrase("Share of each tier left alone by chance, to measure the effect."),
        "holdout.shares": phrase("Share left alone of a value tier of its own, by tier."),
        "holdout.seed": phrase("Seed of everything drawn on the list: holdout, waves, arms."),
        "experiment.arms": phrase(
            "Two to eight arms of an experiment: the name of each, and the play, script or channel that "
            "differs."
        ),
        "experiment.plays": phrase("Plays the experiment is made on; all when none is named."),
        "experiment.since": phrase("Customers drawn into an arm on lists before this day are drawn again."),
        "review.list_every_days": phrase("How often an action list is due, in days."),
        "review.review_every_months": phrase("How often a newer export and a review are due, in months."),
        "review.tiers_every_months": phrase("How often the value tiers are to be looked at, in months."),
        "review.outcome_days": phrase(
            "Days after a list in which its customers have to be seen again to count as kept."
        ),
        "review.smallest_group": phrase("Fewest decided customers from which a group is judged by itself."),
        "review.smallest_lift": phrase(
            "Smallest difference in the share kept that would matter: below it, contacts have no effect."
        ),
        "review.roi_threshold": phrase(
            "What a play has to bring back beyond its cost, as a multiple of the cost, to be kept."
        ),
        "review.planned_looks": phrase(
            "How often the effect is looked at before it is decided: adjusted intervals allow for so many "
            "looks."
        ),
    }
)
