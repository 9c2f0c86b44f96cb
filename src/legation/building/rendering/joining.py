"""The way to a Dask scheduler: the settings, the certificates, and what it means when it cannot be had.

Of the package `distributed` nothing is imported before a scheduler is asked for.
"""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from legation.diagnostics import LegationError, Position, fail, reason
from legation.version import __version__

CODE = "cluster"
"""The code of all that is wrong with a cluster."""

PIP = f"pip install 'legation[cluster]=={__version__}'"
"""What gives a computer what it takes to be part of one."""

_ADDRESS = re.compile(r"(tcp|tls)://([^\s/:@\[\]]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}")
_PATIENCE = 10
"""How many seconds the scheduler has to answer."""
_SILENCE = "it does not answer"
_LOGGERS = ("distributed", "distributed.client", "tornado.application")


class Cluster(Struct, frozen=True):
    """A Dask scheduler, whose workers are to build.

    Attributes:
        address: Its address, `tcp://host:8786`; `tls://host:8786` where it speaks TLS.
        ca: For TLS, the file of the authority that signed everybody's certificate, in PEM.
        cert: For TLS, the file of the certificate that this computer is to show, in PEM.
        key: The file of its private key, unless that of the certificate holds it.
        folder: A folder that this computer shares with all workers, under the same path: what they build
            comes back through it. Without one it comes back through the scheduler.

    Raises:
        ValueError: The address is none, or does not go with the certificates.
    """

    address: str
    ca: str = ""
    cert: str = ""
    key: str = ""
    folder: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if not _is_address(self.address):
            raise ValueError("the address of a scheduler looks like tcp://host:8786")
        if self.speaks_tls and not (self.ca and self.cert):
            raise ValueError(
                "tls:// goes with the files of an authority (ca) and of a certificate (cert)"
            )
        if not self.speaks_tls and (self.ca or self.cert or self.key):
            secure = self.address.replace("tcp", "tls", 1)
            raise ValueError(f"certificates are of use with TLS only: write {secure}")

    @property
    def speaks_tls(self) -> bool:
        """Whether what goes to and fro is encrypted."""
        return self.address.startswith("tls:")


def _is_address(text: str) -> bool:
    try:
        return bool(_ADDRESS.fullmatch(text)) and urlsplit(text).port is not None
    except ValueError:  # a port beyond all ports, or an IPv6 address that is none
        return False


@contextmanager
def joined(cluster: Cluster) -> Iterator[Any]:
    """A `distributed.Client`. What it waits for when it is left is called off.

    Raises:
        LegationError: It cannot be had; why, in words.
    """
    distributed = _distributed()
    if cluster.speaks_tls:
        _judge_certificates(cluster)
    with _quiet():
        try:
            client = _client(distributed, cluster)
        except Exception as error:  # of many kinds: whatever may answer there
            raise _refusal(cluster, error) from error
        try:
            yield client
        finally:
            with suppress(OSError, TimeoutError):
                client.close(timeout=0.5)


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        message = "to build on a cluster, Legation needs the package `distributed`"
        raise fail(None, CODE, message, f"type this first: {PIP}") from error


def _client(distributed: Any, cluster: Cluster) -> Any:
    ca, cert, key = (name or None for name in (cluster.ca, cluster.cert, cluster.key))
    security = distributed.Security(
        tls_ca_file=ca,
        tls_client_cert=cert,
        tls_client_key=key,
        require_encryption=cluster.speaks_tls,
    )
    arguments = security.get_connection_args("client")
    asyncio.run(_knock(cluster.address, arguments))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions: those that matter are judged apart
        return distributed.Client(
            cluster.address,
            timeout=_PATIENCE,
            security=security,
            set_as_default=False,
            direct_to_workers=False,
        )


async def _knock(address: str, arguments: dict[str, Any]) -> None:
    """Connect, and hang up again: a client that cannot connect is hard to get rid of."""
    connect = import_module("distributed.comm").connect
    connecting = connect(address, timeout=_PATIENCE, **arguments)
    # What answers may be no scheduler, and never say a word.
    comm = await asyncio.wait_for(connecting, _PATIENCE + 1)
    await comm.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep `distributed` from writing to the console: what matters of it is told in plain words."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


# --- what is wrong --------------------------------------------------------------------------------------


def _judge_certificates(cluster: Cluster) -> None:
    """Refuse files that cannot be used, before they are.

    Raises:
        LegationError: Naming the file.
    """
    for name in filter(None, (cluster.ca, cluster.cert, cluster.key)):
        try:
            Path(name).read_bytes()
        except OSError as error:
            raise fail(Position(name), CODE, f"this cannot be read: {reason(error)}") from error
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cluster.ca)
    except ssl.SSLError as error:
        hint = (
            "name the certificate of the authority, a file in PEM: its text has BEGIN CERTIFICATE"
        )
        raise fail(Position(cluster.ca), CODE, "this holds no certificate", hint) from error
    asked: list[str] = []

    def password() -> str:  # for which OpenSSL would ask on the console
        asked.append("it wants one")
        return ""

    try:
        context.load_cert_chain(cluster.cert, cluster.key or None, password)
    except (ssl.SSLError, ValueError) as error:
        raise _unusable(cluster, with_password=bool(asked)) from error


def _unusable(cluster: Cluster, *, with_password: bool) -> LegationError:
    if with_password:
        place = cluster.key or cluster.cert
        hint = f"take it away, in a copy that only you can read: openssl pkey -in {place} -out NEW"
        return fail(Position(place), CODE, "the key has a password, which nobody can type", hint)
    key = f"{cluster.key} holds its key" if cluster.key else "the file holds its key too"
    hint = f"name a certificate in PEM, and see that {key}"
    return fail(Position(cluster.cert), CODE, "this is no certificate that can be shown", hint)


def _refusal(cluster: Cluster, error: Exception) -> LegationError:
    """Why the scheduler cannot be had."""
    causes = list(_causes(error))
    scheduler = f"the scheduler at {cluster.address}"
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        message = f"{scheduler} shows a certificate that {cluster.ca} does not vouch for"
        return fail(None, CODE, message, "name the certificate of the authority that signed it")
    if isinstance(error, TimeoutError) or "Timed out" in str(error):
        said = next((c.strerror for c in reversed(causes) if getattr(c, "strerror", None)), None)
        # The last try, which has what is left of the time, may end before it is refused.
        said = said or _line_to(cluster.address)
        message = f"{scheduler} cannot be reached: {said.lower()}"
        hint = "see that it runs there (`dask scheduler`), and that this computer may connect to it"
        return fail(None, CODE, message, hint)
    message = f"{scheduler} breaks off"
    if cluster.speaks_tls:
        hint = f"see that it speaks TLS, and that its authority signed {cluster.cert}"
    else:
        hint = "see that it is a Dask scheduler; if it speaks TLS, its address begins with tls://"
    return fail(None, CODE, message, hint)


def _line_to(address: str) -> str:
    """What a plain call meets that sends nothing."""
    place = urlsplit(address)
    try:
        socket.create_connection((place.hostname, place.port), timeout=1).close()
    except OSError as error:
        return error.strerror or _SILENCE
    return _SILENCE


def _causes(error: BaseException | None) -> Iterator[Any]:
    """An error and what led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
