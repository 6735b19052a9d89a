"""The domain's own rules, beyond what a schema can say. One function a rule; its name is the rule's name.

Each takes the tables as text and yields what is wrong and how to mend it; a rule never corrects anything.
"""

from collections.abc import Callable, Iterator

from loaders import document_rules, number_rules, observation_rules
from loaders.problems import Problem
from loaders.tables import Tables

RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    number_rules.interval_order,
    number_rules.operator_bounds,
    number_rules.absence_has_reason,
    number_rules.wording_holds_number,
    number_rules.wording_is_short,
    document_rules.parent_agrees,
    number_rules.indicator_agrees,
    document_rules.theme_agrees,
    document_rules.horizon_stated,
    number_rules.share_in_range,
    document_rules.document_agrees,
    observation_rules.current_is_single,
    observation_rules.set_aside_has_note,
    observation_rules.territory_agrees,
    observation_rules.successor_follows,
    document_rules.code_has_label,
    observation_rules.period_fits,
    document_rules.absent_part_is_quoted,
)
# Published rows keep one more: ids of readers' own rows stay free.
PUBLISHED = (*RULES, document_rules.id_is_published)
