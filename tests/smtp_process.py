"""A mail server with faults, as a program: see `mail_servers`. Its port is the first line that it prints."""

from __future__ import annotations

import asyncio
import ssl
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from msgspec.json import decode

from mail_servers import PASSWORD, USER, Served

REPLIES = {"refuse": "554 too dull", "busy": "452 the disk is full"}
LONG = 60.0


class Handler:
    """Takes mails to files."""

    def __init__(self, served: Served) -> None:
        self.folder = Path(served.folder)
        self.fault = served.fault

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        refused = {"gone": "550 no such user here", "busy": "451 try again later"}
        reply = refused.get(address.partition("@")[0])
        if reply is None:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.fault in REPLIES:
            return REPLIES[self.fault]
        number = len(list(self.folder.glob("*.mail")))
        (self.folder / f"{number:03}.mail").write_bytes(envelope.original_content)
        if self.fault == "drop-after":
            server.transport.abort()
        if self.fault in ("hang-after", "drop-after"):
            await asyncio.sleep(LONG)
        return "250 taken"

    def authenticate(self, *about: Any) -> AuthResult:
        """Whether a user may come in."""
        mechanism, given = about[-2:]
        assert isinstance(given, LoginPassword)
        right = (given.login.decode(), given.password.decode()) == (USER, PASSWORD)
        with (self.folder / "log").open("a", encoding="utf-8") as log:
            log.write(f"{mechanism} {'right' if right else 'wrong'}\n")
        return AuthResult(success=right, handled=False)


class Server(SMTP):
    """One connection, with faults that no handler can have."""

    fault = ""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.fault == "drop-within":
            await self.push("354 go on")
            await self._reader.read(100)
            self.transport.abort()  # type: ignore[union-attr]
        else:
            await super().smtp_DATA(arg)

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
        if self.fault == "silent":
            await asyncio.sleep(LONG)
        await super().smtp_EHLO(hostname)


async def serve(served: Served) -> None:
    """Serve until killed."""
    context = None
    if served.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(served.certificate)
    starttls = context if served.tls == "starttls" else None
    handler = Handler(served)
    Server.fault = served.fault
    users: dict[str, Any] = {}
    if served.auth:
        users["authenticator"] = handler.authenticate
        users["auth_required"] = True
        users["auth_require_tls"] = starttls is not None
        users["auth_exclude_mechanism"] = {"LOGIN", "PLAIN"} - {served.auth}

    def connection() -> Server:
        return Server(handler, tls_context=starttls, require_starttls=bool(starttls), **users)

    wrapped = context if served.tls == "tls" else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(connection, "127.0.0.1", 0, ssl=wrapped)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(decode(sys.argv[1].encode(), type=Served)))
