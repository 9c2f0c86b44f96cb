"""A chronology with an issue, and certificates for the servers that take it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from mailing import Desk


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a certificate for a name; for `authority`, of the one that issued them."""
    folder = tmp_path_factory.mktemp("certificates")
    authority = trustme.CA()

    def of(name: str) -> Path:
        file = folder / f"{name}.pem"
        if file.exists():
            return file
        if name == "authority":
            authority.cert_pem.write_to_path(str(file))
        else:
            issuer = trustme.CA() if name == "stranger" else authority
            host = "localhost" if name == "stranger" else name
            issuer.issue_cert(host).private_key_and_cert_chain_pem.write_to_path(str(file))
        return file

    return of


@pytest.fixture
def desk(
    tmp_path: Path, certificates: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1771936800")
    folder = tmp_path / "desk"
    folder.mkdir()
    made = Desk(folder, certificates("authority"))
    made.issue()
    return made
