"""The typed Python API: every name is a verb, and importing the package costs none of them."""

import subprocess
import sys
from pkgutil import iter_modules

import ricochet


def test_every_name_is_a_verb() -> None:
    for name in ricochet.__all__:
        verb = getattr(ricochet, name)
        assert callable(verb)
        assert verb.__module__ == f"ricochet.verbs.{name}"
        assert verb.__doc__


def test_no_room_shadows_a_verb() -> None:
    """A package of a verb's name would take its place as soon as anything imports it."""
    assert not {module.name for module in iter_modules(ricochet.__path__)} & set(ricochet.__all__)


def test_importing_the_package_imports_no_verb() -> None:
    code = "import sys, ricochet; print([name for name in sys.modules if name.startswith('ricochet.verbs')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
