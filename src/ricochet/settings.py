"""Settings: where things lie and what the user changed. Read once at a door, passed inwards as an argument."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from ricochet.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting is `RICOCHET_NAME` in the environment or a key of `ricochet.toml`; the environment wins."""

    home: Path
    """Where snapshots lie: RICOCHET_HOME, else the platform's user data directory."""
    threshold: float | None = None
    """Score from which a row is for review; None is the default. Every answer's talk tells another, with the reason."""
    threshold_reason: str = ""
    """Why the threshold is another: without one it cannot be set."""


def read_settings(environment: Mapping[str, str] = os.environ, directory: Path | None = None) -> Settings:
    """Read `ricochet.toml` in `directory` (default: the working directory) and the environment.

    Raises UsageError for a file that is not TOML, a key that does not exist, or a threshold without a reason.
    """
    file = (directory or Path()) / "ricochet.toml"
    values: dict[str, str] = {}
    if file.is_file():
        try:
            values = {key: str(value) for key, value in tomllib.loads(file.read_text("utf-8")).items()}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            raise UsageError(f"ricochet.toml is not readable: {wrong}.", remedy="Mend or remove it.") from None
    names = {field.name for field in fields(Settings)}
    for key in values:
        if key not in names:
            raise UsageError(f"ricochet.toml has no setting '{key}'.", remedy=f"Known: {', '.join(sorted(names))}.")
    for name in names:
        if text := environment.get(f"RICOCHET_{name.upper()}"):
            values[name] = text
    return Settings(
        home=Path(values["home"]) if "home" in values else _user_data(),
        threshold=_threshold(values),
        threshold_reason=values.get("threshold_reason", "").strip(),
    )


def _threshold(values: Mapping[str, str]) -> float | None:
    if "threshold" not in values:
        return None
    try:
        found = float(values["threshold"])
    except ValueError:
        found = 0.0
    if not 0 < found <= 1:
        raise UsageError(f"The threshold '{values['threshold']}' is no score.", remedy="Write one like 0.65.")
    if not values.get("threshold_reason", "").strip():
        raise UsageError(
            f"The threshold {found:g} is set without a reason.",
            remedy="Try it with 'ricochet tune FILE', then write threshold_reason (or RICOCHET_THRESHOLD_REASON) too.",
        )
    return found


def _user_data() -> Path:
    import platformdirs  # noqa: PLC0415 - only commands that open the store pay for it

    return platformdirs.user_data_path("ricochet")
