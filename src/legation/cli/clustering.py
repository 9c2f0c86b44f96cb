"""The options that say on which cluster to build."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from legation.cli.options import PlaceType

if TYPE_CHECKING:
    from legation.building.rendering.joining import Cluster

Command = Callable[..., None]

_OPTIONS = (
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Build on the workers of this Dask scheduler (tcp://host:8786), instead of with --jobs.",
    ),
    click.option(
        "--cluster-folder",
        metavar="FOLDER",
        type=PlaceType("a folder"),
        help="Bring what they build back through this folder, which all computers share. "
        "Default: through the scheduler.",
    ),
    click.option(
        "--cluster-ca",
        metavar="FILE",
        type=PlaceType("a file"),
        help="For tls://, the certificate of the authority that signed all others.",
    ),
    click.option(
        "--cluster-cert",
        metavar="FILE",
        type=PlaceType("a file"),
        help="For tls://, the certificate of this computer.",
    ),
    click.option(
        "--cluster-key",
        metavar="FILE",
        type=PlaceType("a file"),
        help="For tls://, its private key, unless the certificate's file holds it.",
    ),
)


def cluster_options(command: Command) -> Command:
    """Give a command the options, which it takes as one argument, `cluster`: a `Cluster` or None.

    Raises:
        click.UsageError: When the command is called with options that do not go together.
    """

    @wraps(command)
    def clustered(
        cluster: str | None,
        cluster_folder: str | None,
        cluster_ca: str | None,
        cluster_cert: str | None,
        cluster_key: str | None,
        **others: Any,
    ) -> None:
        given = {
            "folder": cluster_folder,
            "ca": cluster_ca,
            "cert": cluster_cert,
            "key": cluster_key,
        }
        named = {name: value for name, value in given.items() if value is not None}
        command(cluster=_cluster(cluster, named, others["jobs"]), **others)

    for option in reversed(_OPTIONS):
        clustered = option(clustered)
    return clustered


def _cluster(address: str | None, named: dict[str, str], jobs: int) -> Cluster | None:
    if address is None:
        if named:
            raise click.UsageError(f"--cluster-{next(iter(named))} goes with --cluster ADDRESS")
        return None
    if jobs > 1:
        raise click.UsageError("--jobs is for this computer alone: leave it out with --cluster")
    from legation.building.rendering.joining import Cluster

    try:
        return Cluster(address, **named)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--cluster") from None
