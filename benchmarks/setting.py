"""What is measured with: a virtual environment for each tool, and the same briefs for all of them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PACKAGES = {
    "typst": ["typst==0.15.2"],
    "docxtpl": ["docxtpl==0.20.2", "pyyaml==6.0.3", "pillow==13.0.0"],
    "legation": [str(PROJECT)],
}
SIZES = (15, 1000, 10000)
MANY = 200
_TO_JSON = (
    "import json, sys, yaml; print(json.dumps(yaml.load(open(sys.argv[1]), yaml.CSafeLoader)))"
)


class Setting:
    """The virtual environments and the inputs, in a folder.

    Attributes:
        peers: A copy of the other tools' scripts, with the briefs they read under `out`.
        work: The folder.
        many: The seeds of the small briefs.
    """

    def __init__(self, peers: Path, work: Path) -> None:
        self.peers = work / "peers"
        self.work = work
        self.many = range(MANY)
        self._source = peers

    def make(self) -> None:
        """Make what is not there yet."""
        self.work.mkdir(parents=True, exist_ok=True)
        if not self.peers.exists():
            shutil.copytree(self._source, self.peers)
            subprocess.run(["chmod", "-R", "u+w", self.peers], check=True)
        for name, packages in PACKAGES.items():
            self._environment(name, packages)
        (self.peers / "out").mkdir(exist_ok=True)
        self._run("docxtpl", "make_docxtpl_template.py", "out/template.docx")
        for size in SIZES:
            self._brief(size, f"out/brief-{size}.yaml", self.folder(size))
        for seed in self.many:
            self._brief(SIZES[0], f"out/small-{seed}.yaml", self.small(seed), seed)
        self.registry.mkdir(exist_ok=True)
        (self.registry / "events.yaml").write_text(self._registry(), encoding="utf-8")

    def python(self, name: str) -> str:
        """The interpreter of an environment."""
        return str(self.work / name / "bin" / "python")

    def folder(self, size: int) -> Path:
        """The folder of the chronology with so many events."""
        return self.work / f"events-{size}"

    def small(self, seed: int) -> Path:
        """The folder of one of the small chronologies."""
        return self.work / "small" / str(seed)

    @property
    def registry(self) -> Path:
        """The folder of the chronology that holds all small briefs."""
        return self.work / "registry"

    def _registry(self) -> str:
        """The small briefs as one chronology, where each selects its own events by their topic."""
        briefs = {}
        for seed in self.many:
            read = self._run("docxtpl", "-c", _TO_JSON, f"out/small-{seed}.yaml")
            briefs[f"brief-{seed}"] = json.loads(read)
        return chronology(briefs)

    def _environment(self, name: str, packages: list[str]) -> None:
        if not (self.work / name).exists():
            subprocess.run([sys.executable, "-m", "venv", self.work / name], check=True)
            install = [self.python(name), "-m", "pip", "install", "--quiet", *packages]
            subprocess.run(install, check=True)

    def _brief(self, size: int, name: str, folder: Path, seed: int | None = None) -> None:
        """A brief for the other tools, and the same as a chronology."""
        if (folder / "events.yaml").exists():
            return
        seeds = [] if seed is None else [str(seed)]
        self._run("docxtpl", "generate.py", str(size), name, *seeds)
        folder.mkdir(parents=True, exist_ok=True)
        brief = json.loads(self._run("docxtpl", "-c", _TO_JSON, name))
        (folder / "events.yaml").write_text(chronology({"brief": brief}), encoding="utf-8")

    def _run(self, name: str, *arguments: str) -> str:
        command = [self.python(name), *arguments]
        done = subprocess.run(command, cwd=self.peers, check=True, capture_output=True, text=True)
        return done.stdout


def chronology(briefs: dict[str, dict[str, list[dict[str, str]]]]) -> str:
    """The peers' briefs as one chronology: the same events, sources and figures."""
    q = json.dumps
    alone = len(briefs) == 1
    title = next(iter(briefs.values()))["title"] if alone else "The registry"
    lines = [f"title: {q(title)}", "sources:"]
    for name, brief in briefs.items():
        for source in brief["sources"]:
            key = source["key"] if alone else f"{name}-{source['key']}"
            lines += [f"  {key}:", f"    title: {q(source['title'])}"]
            lines += [
                f"    publisher: {q(source['publisher'])}",
                f"    published: {source['date']}",
            ]
            lines += [f"    url: {q(source['url'])}"]
    lines.append("events:")
    for name, brief in briefs.items():
        for event in brief["events"]:
            key = event["source"] if alone else f"{name}-{event['source']}"
            lines += [f"  - date: {event['date']}", f"    title: {q(event['title'])}"]
            lines += [f"    summary: {q(event['summary'])}", f"    kind: {q(event['category'])}"]
            lines += [f"    place: {q(event['location'])}", f"    sources: {key}"]
            lines += [] if alone else [f"    topics: [{name}]"]
    lines.append("briefs:")
    for name, brief in briefs.items():
        lines += [f"  {name}:", f"    title: {q(brief['title'])}"]
        lines += [f"    bottom-line: {q(' '.join(brief['key_points']))}"]
        lines += [] if alone else [f"    topics: [{name}]"]
    return "\n".join(lines) + "\n"
