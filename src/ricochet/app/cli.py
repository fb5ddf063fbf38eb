"""The command line: translation only. A command imports what it needs when it runs, so that --help stays quick."""

import gc
import sys

from cyclopts import App, CycloptsError, UnknownCommandError

from ricochet.app import fleet
from ricochet.app.control import explain, selftest
from ricochet.app.equipment import app as equipment
from ricochet.app.line import principle
from ricochet.app.names import compare, screen
from ricochet.app.official import lists, publish, update
from ricochet.app.party import search, show_party
from ricochet.app.questions import demo, reach, why
from ricochet.app.supposing import rank, timeline, what_if
from ricochet.app.talk import say
from ricochet.app.tuning import tune
from ricochet.app.unfold import tables
from ricochet.errors import RicochetError
from ricochet.verbs.inputs import STDIN


def _version() -> str:
    from importlib.metadata import version

    return version("ricochet-sanctions")


app = App(
    name="ricochet",
    help="Whom does a restrictive listing reach? By name, by ownership, by dealings; with reasons, proofs and law.\n\n"
    "Ricochet is not legal advice; a search without a hit is not a clearance.",
    version=_version,
    version_flags=["--version"],
    suppress_keyboard_interrupt=False,  # main says so
    help_format="plaintext",  # markdown costs a quarter of the start-up
)


for command in (
    demo,
    reach,
    why,
    what_if,
    timeline,
    rank,
    principle,
    tables,
    update,
    lists,
    publish,
    compare,
    screen,
    search,
    explain,
    tune,
    selftest,
):
    app.command(command)
app.command(show_party, name="show")
equipment.command(fleet.plan)
equipment.command(fleet.compare)
app.command(equipment)


def main() -> None:
    """Run the command line. Exit: 0 done, 1 findings (only if asked), 2 usage, 3 data, 4 network, 130 interrupted."""
    gc.set_threshold(200_000, 50, 100)  # one question, then the process ends: answers are many, rings among them few
    try:
        words = [STDIN if word == "-" else word for word in sys.argv[1:]]  # a bare "-" would be taken for an option
        app(words, exit_on_error=False)
    except CycloptsError as wrong:
        if isinstance(wrong, UnknownCommandError):
            say(f'to search for a name: ricochet search "{" ".join(sys.argv[1:])}"; every command: ricochet --help')
        sys.exit(2)
    except RicochetError as wrong:
        say(str(wrong))
        sys.exit(wrong.exit_code)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has seen enough
        sys.exit(0)
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(130)
