"""Status: three values. Unknown never becomes clear."""

from typing import Literal

Status = Literal["caught", "possible", "not"]
