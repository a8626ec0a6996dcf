"""`kollabo serve` as a process: it says where, answers, and stops when told to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import Run

from kollabo.web.serving import is_loopback


@contextmanager
def serving(library: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, and its address as it says it."""
    command = [sys.executable, "-m", "kollabo.cli.main", "serve", "--port", "0", *words]
    server = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "KOLLABO_HOME": str(library)},
    )
    try:
        assert server.stderr
        said = server.stderr.readline()
        address = re.search(r"http://\S+", said)
        assert address, said + server.stderr.read()
        yield server, address[0]
    finally:
        server.kill()
        server.communicate()


def test_it_answers_and_stops_on_ctrl_c(library: Path) -> None:
    with serving(library) as (server, address):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=30) as page:
            assert "Glass Harbour" in page.read().decode()
            assert "server" not in page.headers
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=30)
    assert out == ""
    assert server.returncode == 130
    assert "Traceback" not in err


def test_a_port_in_use_is_said(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", port)
    assert result.code == 2
    assert f"port {port} of 127.0.0.1 cannot be used" in result.err
    assert "--port" in result.err


WITHOUT = """
import sys
sys.modules[sys.argv[1]] = None
from kollabo.cli.main import main
sys.exit(main(["serve"]))
"""


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "starlette_compress", "jinja2"])
def test_a_missing_package_is_named(library: Path, package: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, package],
        capture_output=True,
        text=True,
        env={**os.environ, "KOLLABO_HOME": str(library)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert f"the package {package}" in done.stderr
    assert "kollabo[" in done.stderr


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("127.0.0.1", True),
        ("127.0.0.2", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
        ("example.org", False),
    ],
)
def test_only_loopback_is_taken_for_this_machine(host: str, only_here: bool) -> None:
    assert is_loopback(host) == only_here
