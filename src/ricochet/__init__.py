"""Whom does a restrictive listing reach? The typed Python API; each name is the verb of the same command.

from ricochet import reach, what_if
report = reach("holdings.csv", "listed.csv", "us-ofac-50")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ricochet.verbs.compare import compare
    from ricochet.verbs.demo import demo
    from ricochet.verbs.equipment_compare import equipment_compare
    from ricochet.verbs.equipment_plan import equipment_plan
    from ricochet.verbs.explain import explain
    from ricochet.verbs.lists import lists
    from ricochet.verbs.opened import opened
    from ricochet.verbs.principle import principle
    from ricochet.verbs.publish import publish
    from ricochet.verbs.rank import rank
    from ricochet.verbs.reach import reach
    from ricochet.verbs.screen import screen
    from ricochet.verbs.search import search
    from ricochet.verbs.selftest import selftest
    from ricochet.verbs.show import show
    from ricochet.verbs.tables import tables
    from ricochet.verbs.timeline import timeline
    from ricochet.verbs.tune import tune
    from ricochet.verbs.update import update
    from ricochet.verbs.what_if import what_if
    from ricochet.verbs.why import why

__all__ = [
    "compare",
    "demo",
    "equipment_compare",
    "equipment_plan",
    "explain",
    "lists",
    "opened",
    "principle",
    "publish",
    "rank",
    "reach",
    "screen",
    "search",
    "selftest",
    "show",
    "tables",
    "timeline",
    "tune",
    "update",
    "what_if",
    "why",
]


def __getattr__(name: str) -> Any:
    """Import a verb when it is first asked for, so that `import ricochet` costs nothing."""
    if name in __all__:
        return getattr(import_module(f"ricochet.verbs.{name}"), name)
    raise AttributeError(f"module 'ricochet' has no attribute '{name}'")
