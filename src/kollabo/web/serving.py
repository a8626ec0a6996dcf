"""Runs the server: opens the catalogue, says where it answers, and stops on Ctrl-C."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from kollabo.answers.known_scenes import known_scenes
from kollabo.errors import UsageError
from kollabo.web.app import application
from kollabo.web.guard import RateLimit
from kollabo.web.shelf import Shelf

_AT_ONCE = 200  # connections; more are turned away
_WAITING = 512  # connections that wait to be let in
_IDLE = 15  # seconds a connection may stay open between two requests
_PATIENCE = 5  # seconds for running requests when the server is to stop
_PER_SECOND, _BURST = 20.0, 100  # requests from one address, where others than this machine may ask


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(
    host: str,
    port: int,
    catalogue: Path | None,
    scene_folders: Sequence[Path],
    say: Callable[[str], None],
) -> None:
    """Serve until stopped. ``say`` gets what to tell the person who started it.

    Raises UsageError where the port cannot be had, CatalogueError where there is nothing to read.
    """
    scenes = known_scenes(catalogue, scene_folders)
    exposed = not is_loopback(host)
    # A browser may be led here under another name by a hostile page; on loopback none is meant.
    hosts = ["*"] if exposed else ["localhost", "127.0.0.1", "[::1]", host, f"[{host}]"]
    limit = RateLimit(_PER_SECOND, _BURST) if exposed else None
    shelf = Shelf(catalogue, scenes)
    config = uvicorn.Config(
        application(shelf, scenes, hosts=hosts, limit=limit),
        lifespan="on",
        ws="none",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_PATIENCE,
    )
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=_WAITING)
    except OSError as failure:
        shelf.close()
        raise UsageError(
            f"port {port} of {host} cannot be used: {failure.strerror}",
            remedy="take another one with --port",
        ) from failure
    with listening:
        shown = f"[{host}]" if ":" in host else host
        say(f"The explorer answers at http://{shown}:{listening.getsockname()[1]}/")
        if exposed:
            say("Anybody who can reach this machine can read it there.")
        say("Ctrl-C stops it.")
        uvicorn.Server(config).run(sockets=[listening])
