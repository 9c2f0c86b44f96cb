"""How a cluster is named, and what is said where it cannot be had."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import legation
from clusters import certificates
from legation.building.rendering import joining
from legation.building.rendering.joining import Cluster, joined
from legation.diagnostics import LegationError
from tools import require_package


@pytest.mark.parametrize("address", ["tcp://host:8786", "tcp://10.0.0.7:80", "tcp://[::1]:8786"])
def test_an_address(address: str) -> None:
    assert not Cluster(address).speaks_tls
    assert Cluster(address.replace("tcp", "tls"), ca="ca.pem", cert="me.pem").speaks_tls


@pytest.mark.parametrize(
    "address",
    [
        *("", "host:8786", "host", "http://host:1", "tcp://host", "tcp://host:1/x", "tcp://:1"),
        *("tcp://host:99999", "tcp://host:٣٣", "tcp://[:]:1"),
    ],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match=r"looks like tcp://host:8786$"):
        Cluster(address)


def test_certificates_go_with_tls_and_tls_with_certificates() -> None:
    with pytest.raises(ValueError, match=r"of use with TLS only: write tls://host:8786$"):
        Cluster("tcp://host:8786", ca="ca.pem", cert="me.pem")
    with pytest.raises(ValueError, match=r"an authority \(ca\) and of a certificate \(cert\)$"):
        Cluster("tls://host:8786", ca="ca.pem")


def refused(cluster: Cluster) -> str:
    with pytest.raises(LegationError) as caught, joined(cluster):
        pass
    (problem,) = caught.value.diagnostics
    return legation.render(problem)


def test_without_the_package_it_is_said_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refused(Cluster("tcp://localhost:8786")) == (
        "error[cluster]: to build on a cluster, Legation needs the package `distributed`\n"
        "  hint: type this first: pip install 'legation[cluster]==0.1.0'"
    )


# --- connecting ----------------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for three seconds only."""
    require_package("distributed")
    monkeypatch.setattr(joining, "_PATIENCE", 3)


@pytest.fixture
def mute() -> Iterator[str]:
    """The address of something that takes calls, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.tools
@pytest.mark.usefixtures("quick")
def test_a_scheduler_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    hint = "see that it runs there (`dask scheduler`), and that this computer may connect to it"
    assert refused(Cluster(f"tcp://127.0.0.1:{port}")).lower() == (
        f"error[cluster]: the scheduler at tcp://127.0.0.1:{port} cannot be reached: connection refused"
        f"\n  hint: {hint}"
    )
    assert "the scheduler at tcp://nowhere.invalid:8786 cannot be reached: " in refused(
        Cluster("tcp://nowhere.invalid:8786")
    )


@pytest.mark.tools
@pytest.mark.usefixtures("quick")
def test_a_refusal_is_told_though_the_last_try_ran_out_of_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    async def late(*_: object, **__: object) -> None:
        raise OSError("Timed out trying to connect") from TimeoutError()

    monkeypatch.setattr("distributed.comm.connect", late)
    said = refused(Cluster(f"tcp://127.0.0.1:{port}")).partition("\n")[0]
    assert said.endswith(f"127.0.0.1:{port} cannot be reached: connection refused")


@pytest.mark.tools
@pytest.mark.usefixtures("quick")
def test_something_that_does_not_answer(mute: str) -> None:
    assert f"the scheduler at tcp://{mute} cannot be reached: it does not answer" in refused(
        Cluster(f"tcp://{mute}")
    )


@pytest.mark.tools
@pytest.mark.usefixtures("quick")
def test_files_that_are_no_certificates(tmp_path: Path) -> None:
    made = tmp_path / "made"
    certificates(made, "me", "other")
    authority, me, key = (str(made / name) for name in ("authority.pem", "me.pem", "me.key"))

    def told(ca: str, cert: str, key: str = "") -> str:
        return refused(Cluster("tls://127.0.0.1:1", ca=ca, cert=cert, key=key)).partition("\n")[0]

    missing = str(tmp_path / "none.pem")
    assert told(missing, me, key).startswith(f"{missing}: error[cluster]: this cannot be read: ")
    assert told(key, me, key) == f"{key}: error[cluster]: this holds no certificate"
    wrong = f"{me}: error[cluster]: this is no certificate that can be shown"
    assert told(authority, me, str(made / "other.key")) == told(authority, me) == wrong


@pytest.mark.tools
@pytest.mark.usefixtures("quick")
def test_a_key_with_a_password_is_not_asked_about(tmp_path: Path) -> None:
    made = tmp_path / "made"
    certificates(made, "me")
    from tools import require_tool, run

    key = made / "locked.key"
    secret = ("-aes256", "-passout", "pass:secret", "-out", key)
    run(require_tool("openssl"), "pkey", "-in", made / "me.key", *secret)
    cluster = Cluster(
        "tls://127.0.0.1:1",
        ca=str(made / "authority.pem"),
        cert=str(made / "me.pem"),
        key=str(key),
    )
    assert refused(cluster) == (
        f"{key}: error[cluster]: the key has a password, which nobody can type\n"
        "  hint: take it away, in a copy that only you can read: "
        f"openssl pkey -in {key} -out NEW"
    )
