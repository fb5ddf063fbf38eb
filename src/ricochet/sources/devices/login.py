"""Log-in: credentials that the user gives for devices of his own; challenges are answered by digest only."""

import csv
import hashlib
import io
import ipaddress
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from ricochet.errors import DataError

_COLUMNS = {"network", "user", "password"}
_CHALLENGE = re.compile(rb"^WWW-Authenticate:\s*Digest\s+(.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_PART = re.compile(r'(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))')
_DIGESTS = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


@dataclass(frozen=True, slots=True)
class Login:
    """For which devices a user and password are."""

    network: ipaddress.IPv4Network
    user: str
    password: str

    def __repr__(self) -> str:
        """Without the password, wherever it may be written."""
        return f"Login({self.network}, {self.user})"


def read_logins(name: str, data: bytes) -> tuple[Login, ...]:
    """Read a CSV of network (or address), user, password. Raises DataError, which never tells a password."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        rows = []
    if not rows or not set(rows[0]) >= _COLUMNS:
        raise DataError(f"{name} holds no credentials.", remedy="Write a CSV with the columns network,user,password.")
    found = []
    for line, row in enumerate(rows, start=2):
        try:
            network = ipaddress.IPv4Network((row["network"] or "").strip(), strict=False)
        except ValueError:
            raise DataError(f"{name}, line {line}: no network.", remedy="Write it like 192.168.10.0/24.") from None
        found.append(Login(network, row["user"] or "", row["password"] or ""))
    return tuple(found)


def refused(answer: bytes) -> bool:
    """Whether an HTTP server asks for a log-in, or another one."""
    return answer[8:12] == b" 401"


def authorization(answer: bytes, login: Login, method: str, path: str) -> str | None:
    """The header that answers a challenge; None where none is made, or one that would send the password itself."""
    challenge = _CHALLENGE.search(answer.partition(b"\r\n\r\n")[0])
    if not refused(answer) or challenge is None:
        return None
    said = {name.lower(): quoted or bare for name, quoted, bare in _PART.findall(challenge[1].decode("latin-1"))}
    algorithm = said.get("algorithm", "MD5").upper()
    if algorithm not in _DIGESTS or "nonce" not in said or ("qop" in said and "auth" not in _words(said["qop"])):
        return None
    return _header(said, algorithm, login, method, path)


def _header(said: Mapping[str, str], algorithm: str, login: Login, method: str, path: str) -> str:
    def digest(*parts: str) -> str:
        return _DIGESTS[algorithm](":".join(parts).encode()).hexdigest()

    realm, nonce = said.get("realm", ""), said["nonce"]
    secret, asked = digest(login.user, realm, login.password), digest(method, path)
    fields = {"username": login.user, "realm": realm, "nonce": nonce, "uri": path}
    if "qop" in said:
        own = secrets.token_hex(8)
        fields |= {"cnonce": own, "response": digest(secret, nonce, "00000001", own, "auth", asked)}
        bare = ", qop=auth, nc=00000001"
    else:
        fields["response"] = digest(secret, nonce, asked)
        bare = ""
    if "opaque" in said:
        fields["opaque"] = said["opaque"]
    told = ", ".join(f'{name}="{value}"' for name, value in fields.items())
    return f"Authorization: Digest {told}, algorithm={algorithm}{bare}\r\n"


def _words(text: str) -> set[str]:
    return {word.strip() for word in text.split(",")}
