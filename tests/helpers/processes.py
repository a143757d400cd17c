"""Looks at a process from outside, as the kernel shows it: its workers, threads, files and connections."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

WORKER = "lens_cap/media/worker/"
# Threads that come and go with the work of the moment; they do not belong to a camera.
POOL = ("SyncWorker", "ImportExecutor", "DbWorker")
# Home Assistant's own statistics open it once more, every five minutes.
DATABASE = "home-assistant_v2.db"
LISTENING, ESTABLISHED, CLOSE_WAIT = "0A", "01", "08"


@dataclass(frozen=True, kw_only=True)
class Footprint:
    """What a process holds: threads by name, open files by kind, workers, connections to its relay.

    `calls` are connections that it opened itself. Home Assistant keeps some of them for the next request to
    the same camera, as many as it once needed at a time, so that they do not tell two footprints apart.
    """

    threads: Counter[str] = field(default_factory=Counter[str])
    files: Counter[str] = field(default_factory=Counter[str])
    workers: tuple[int, ...] = ()
    relayed: int = 0
    calls: int = field(default=0, compare=False)


def footprint(pid: int, *, own_port: int) -> Footprint:
    """Return what a Home Assistant holds now; `own_port` is where its frontend listens."""
    listening = _listening(pid)
    called = {
        f"socket:[{inode}]"
        for port, _, state, inode in _sockets()
        # Closed by the camera, too: who keeps one learns of that when it is used again.
        if state in {ESTABLISHED, CLOSE_WAIT} and port not in listening
    }
    files = list(_open_files(pid))
    kinds = _sockets_by_kind()
    return Footprint(
        threads=Counter(
            name for name in _thread_names(pid) if not name.startswith(POOL)
        ),
        files=Counter(
            kinds.get(file) or _kind(file)
            for file in files
            if file not in called and DATABASE not in file
        ),
        workers=workers(pid),
        relayed=sum(len(_connections(port)) for port in listening - {own_port}),
        calls=len(called.intersection(files)),
    )


def workers(pid: int) -> tuple[int, ...]:
    """Return the ids of the media workers of a Home Assistant."""
    return tuple(
        child for child, command in command_lines(pid).items() if WORKER in command
    )


def alive(pid: int) -> bool:
    """Return whether a process runs; one that only waits to be buried does not."""
    with suppress(OSError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}
    return False


def command_lines(pid: int) -> dict[int, str]:
    """Return what every program on the machine may read of a process and all that it started."""
    return {member: _read(member, "cmdline") for member in _family(pid)}


def environments(pid: int) -> dict[int, str]:
    """Return the environment of a process and of all that it started."""
    return {member: _read(member, "environ") for member in _family(pid)}


def _family(pid: int) -> list[int]:
    family = {pid}
    parents = dict(_parents())
    found = True
    while found:
        born = {child for child, parent in parents.items() if parent in family}
        found = not born <= family
        family |= born
    return sorted(family)


def _parents() -> Iterator[tuple[int, int]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):
                stat = (folder / "stat").read_text(encoding="utf-8")
                yield int(folder.name), int(stat.rpartition(")")[2].split()[1])


def _read(pid: int, name: str) -> str:
    with suppress(OSError):
        raw = Path(f"/proc/{pid}/{name}").read_bytes()
        return raw.replace(b"\0", b" ").decode(errors="replace")
    return ""


def _thread_names(pid: int) -> Iterator[str]:
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            yield (thread / "comm").read_text(encoding="utf-8").strip()


def _open_files(pid: int) -> Iterator[str]:
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            yield str(file.readlink())


def _kind(target: str) -> str:
    """Return the path of a file, or the kind of what has none."""
    return target.partition(":")[0] if not target.startswith("/") else target


def _sockets_by_kind() -> dict[str, str]:
    """Return what kind of socket each is, of those that the kernel lists, by its name among open files."""
    columns = {"tcp": 9, "tcp6": 9, "udp": 9, "udp6": 9, "unix": 6, "netlink": 9}
    found = {}
    for kind, column in columns.items():
        for line in Path(f"/proc/net/{kind}").read_text("utf-8").splitlines()[1:]:
            words = line.split()
            state = f" in state {words[3]}" if kind.startswith("tcp") else ""
            found[f"socket:[{words[column]}]"] = f"socket of {kind}{state}"
    return found


def _listening(pid: int) -> set[int]:
    own = {file for file in _open_files(pid) if file.startswith("socket:")}
    return {
        port
        for port, _, state, inode in _sockets()
        if state == LISTENING and f"socket:[{inode}]" in own
    }


def _connections(port: int) -> list[int]:
    return [
        remote
        for local, remote, state, _ in _sockets()
        if state == ESTABLISHED and local == port
    ]


def _sockets() -> Iterator[tuple[int, int, str, str]]:
    """Yield local port, remote port, state and inode of every TCP socket over IPv4."""
    for line in Path("/proc/net/tcp").read_text(encoding="utf-8").splitlines()[1:]:
        words = line.split()
        local, remote = (int(words[at].rpartition(":")[2], 16) for at in (1, 2))
        yield local, remote, words[3], words[9]
