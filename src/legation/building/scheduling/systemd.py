"""systemd: a timer and a service of the user's own, from systemd 244 on (`systemd.timer`, `systemd.service`).

The timer keeps the time in its own zone and makes up, once, for what was missed while the computer was off.

The service may only do what a build and a delivery need. A user's manager can withhold less than the
system's: what needs rights that it lacks (a bounding set of capabilities, devices) is left out, for
it would keep the service from starting. What needs a mount namespace is asked for in such a way that systemd
goes without where the kernel grants none to users. So each line has its reason:

    NoNewPrivileges, RestrictSUIDSGID        no program gains rights, and none is left that would
    ProtectSystem=strict, ReadWritePaths     all is read-only but the chronology's folder, and what
                                             Python keeps for a moment; no PrivateTmp, for a chronology
                                             may lie in /tmp, if only to be tried out
    RestrictAddressFamilies                  the network for delivery and names (netlink: which addresses
                                             the computer has), the local sockets of worker processes
    RestrictNamespaces, RestrictRealtime,
    LockPersonality, SystemCallArchitectures,
    SystemCallFilter=@system-service         ways into the kernel that no program of this kind takes;
                                             refused as EPERM, for a library may ask and go without

UMask is left alone: briefs are shared. MemoryDenyWriteExecute is not asked for: callbacks between Python and
C (ctypes) may need such memory.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from legation.building.disk.files import remove, write_together
from legation.building.scheduling.programs import ask, tell, there
from legation.building.scheduling.task import Standing, Task, due_of
from legation.diagnostics import Diagnostic, Severity

_TIMER = """\
# Written by legation schedule install; legation schedule remove takes it away.
[Unit]
Description={about}

[Timer]
OnCalendar={calendar}
Persistent=true

[Install]
WantedBy=timers.target
"""
_SERVICE = """\
# Written by legation schedule install; legation schedule remove takes it away.
[Unit]
Description={about}

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
TimeoutStartSec=2h
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths={writable} -/tmp -/var/tmp
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
"""
_MOMENT = "%a %Y-%m-%d %H:%M:%S UTC"
_SYSTEMCTL = ("systemctl", "--user")


class Systemd:
    """The user's own systemd."""

    def available(self) -> bool:
        """Whether a manager of the user's answers."""
        return there("systemctl") and not ask(*_SYSTEMCTL, "show", "--property=Version").status

    def printed(self, task: Task, moment: datetime) -> str:
        """Both files, each under its name, and how they are put to use."""
        files = _files(task)
        put = "".join(f"# {folder() / name}\n{text}\n" for name, text in files.items())
        start = f"# systemctl --user enable --now {task.name}.timer\n"
        return f"{put}# systemctl --user daemon-reload\n{start}"

    def install(self, task: Task, moment: datetime) -> None:
        """Write both files, and start the timer."""
        contents = {name: text.encode() for name, text in _files(task).items()}
        write_together(folder(), str(folder()), contents, "XDG_CONFIG_HOME=FOLDER")
        tell(*_SYSTEMCTL, "daemon-reload")
        tell(*_SYSTEMCTL, "enable", f"{task.name}.timer")
        tell(*_SYSTEMCTL, "restart", f"{task.name}.timer")  # it may run, with another time

    def remove(self, name: str) -> bool:
        """Stop the timer, and take both files away, with the trace of when it ran last."""
        files = [folder() / f"{name}.{kind}" for kind in ("timer", "service")]
        if not any(os.path.lexists(file) for file in files):
            return False
        if files[0].exists():
            tell(*_SYSTEMCTL, "disable", "--now", files[0].name)
            # Else a timer that is installed later would make up for what was due in between.
            ask(*_SYSTEMCTL, "clean", "--what=state", files[0].name)
        for file in files:
            remove(file)
        tell(*_SYSTEMCTL, "daemon-reload")
        return True

    def standing(self, name: str) -> Standing | None:
        """How it stands with the timer, and what came of the service's last run."""
        file = folder() / f"{name}.timer"
        weekly = due_of(file.read_text("utf-8", "replace")) if file.is_file() else None
        if weekly is None:
            return None
        timer = _shown(f"{name}.timer", "ActiveState", "LastTriggerUSec")
        service = _shown(
            f"{name}.service", "ActiveState", "Result", "ExecMainStatus", "ExecMainExitTimestamp"
        )
        return Standing(
            f"{name}.timer",
            "systemd",
            weekly,
            active=timer.get("ActiveState") == "active",
            last=_moment(timer.get("LastTriggerUSec", "")),
            outcome=_outcome(service),
        )

    def notes(self, task: Task, moment: datetime) -> list[Diagnostic]:
        """That the user's timers rest while the user is not logged in, where that is so."""
        if not there("loginctl"):
            return []
        said = ask("loginctl", "show-user", str(os.getuid()), "--property=Linger", "--value")
        if said.printed.strip() != "no":
            return []
        message = "this runs only while you are logged in; what is missed is made up for then"
        hint = "to have it run at all times: loginctl enable-linger"
        return [Diagnostic(None, Severity.NOTE, "schedule", message, hint)]


def folder() -> Path:
    """Where the user's own units are kept (`systemd.unit`)."""
    home = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".config") / "systemd/user"


def _files(task: Task) -> dict[str, str]:
    weekly = task.weekly
    calendar = f"{str(weekly)[:3].title()} *-*-* {weekly.at:%H:%M:%S} {weekly.zone}"
    service = _SERVICE.format(
        about=task.about,
        # A path in full, unquoted: a slash at its end, lest it end in a blank or a backslash.
        folder=f"{task.folder}/".replace("%", "%%"),
        command=_command(task.command),
        writable=_quoted(task.folder),
    )
    timer = _TIMER.format(about=task.about, calendar=calendar)
    return {f"{task.name}.service": service, f"{task.name}.timer": timer}


def _command(command: Iterable[str]) -> str:
    """A command as `ExecStart` has it, in which `$` would begin a variable."""
    program, *arguments = command
    if "$" in program:  # which is never doubled in the program's own path
        program, arguments = "/bin/sh", ["-c", 'exec "$0" "$@"', program, *arguments]
    words = [_quoted(program), *(_quoted(word).replace("$", "$$") for word in arguments)]
    return " ".join(words)


def _quoted(word: str) -> str:
    """A word in double quotes, in which a backslash escapes and `%` begins a specifier."""
    if re.fullmatch(r"[\w/.:+-]+", word, re.ASCII):
        return word
    escaped = word.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%")
    return f'"{escaped}"'


def _shown(unit: str, *properties: str) -> dict[str, str]:
    asked = [f"--property={name}" for name in properties]
    lines = ask(*_SYSTEMCTL, "show", unit, *asked).printed.splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _moment(shown: str) -> datetime | None:
    try:
        return datetime.strptime(shown, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def _outcome(service: dict[str, str]) -> str:
    """What came of the last run, if there was one since the computer was started."""
    if service.get("ActiveState") == "activating":
        return "under way"
    if not service.get("ExecMainExitTimestamp"):
        return ""
    result, status = service.get("Result", ""), service.get("ExecMainStatus", "")
    if result == "success":
        return "done"
    return f"exit status {status}" if result == "exit-code" else f"failed ({result})"
