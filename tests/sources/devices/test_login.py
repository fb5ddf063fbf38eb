"""Credentials: answered by digest only, as the standard's own example has it, and never shown."""

import re

import pytest

from ricochet.errors import DataError
from ricochet.sources.devices.login import authorization, read_logins

(LOGIN,) = read_logins("logins.csv", b"network,user,password\n192.0.2.0/24,Mufasa,Circle of Life\n")
CHALLENGE = (
    b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm="http-auth@example.org", qop="auth, auth-int", '
    b'algorithm=%s, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe"\r\n\r\n'
)


@pytest.mark.parametrize("name", [b"MD5", b"SHA-256"])
def test_the_example_of_rfc_7616(name: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda _: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
    header = authorization(CHALLENGE % name, LOGIN, "GET", "/dir/index.html")
    assert header is not None
    expected = {
        b"MD5": "8ca523f5e9506fed4657c9700eebdbec",
        b"SHA-256": "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    }[name]
    assert re.findall(r'response="([^"]*)"', header) == [expected]
    assert "Circle" not in header


@pytest.mark.parametrize(
    "answer",
    [
        b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n',
        b'HTTP/1.1 200 OK\r\nWWW-Authenticate: Digest realm="x", nonce="1"\r\n\r\n',
        b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm="x"\r\n\r\n',
        b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm="x", nonce="1", algorithm=MD4\r\n\r\n',
        b"",
    ],
)
def test_nothing_else_is_answered(answer: bytes) -> None:
    assert authorization(answer, LOGIN, "GET", "/") is None


def test_a_password_is_never_shown() -> None:
    assert "Circle" not in repr(LOGIN)
    for data in (b"user,password\na,secret\n", b"network,user,password\nnowhere,a,secret\n", b"\xffsecret"):
        with pytest.raises(DataError) as refused:
            read_logins("logins.csv", data)
        assert "secret" not in str(refused.value)
