"""Runs one command and leaves no process of it behind, whatever happens to whoever asked for it.

Its only argument names a job: a JSON file with `command`, `cwd`, `environment` (all of its variables), `log`
(stdout and stderr go there), `limit` (seconds, 0 for none), `events` (a file that is watched like the log),
`output_limit` (bytes for each of both, 0 for any), `memory_limit` (bytes that its processes may hold together,
0 for any; Linux only) and `remove` (a folder that goes when the asker dies, or null).

With `--sweep MARK` it kills every process that carries the mark instead, for a supervisor that was killed itself.

Standard input is a pipe that nobody writes to: its end says that the asker is gone or has had enough.
Standard output gets one line of JSON at the end: `outcome` (exited, signalled, timed-out, cancelled,
flooded, over-memory, not-started), `status` (exit status or signal), `detail`, `seconds`.

On Linux this process becomes the reaper of its descendants, so that one which leaves its session is
still found by its parent. Elsewhere a descendant is found by its session, its parent, or the variable
LEDGER_RUN in its environment. Standard library only; Python 3.10 or newer; Linux and macOS.
"""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
MARK = "LEDGER_RUN"
OUTPUT_SECONDS = 0.1  # between two looks at the sizes of log and events
MEMORY_SECONDS = 0.5  # the same at memory, which costs more
MEMORY_SHARE = 200  # and never more than one part in so many of a core, however many processes a host has
LINUX = sys.platform.startswith("linux")


def linux_prctl():
    """The system call of that name, or None."""
    if not LINUX:
        return None
    try:
        import ctypes

        return ctypes.CDLL(None, use_errno=True).prctl
    except (ImportError, OSError, AttributeError):
        return None


def parents():
    """Process to parent, of all processes that can be seen."""
    found = {}
    if LINUX:
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    with open(f"/proc/{name}/stat", "rb") as file:
                        fields = file.read().rsplit(b")", 1)[1].split()
                except (OSError, IndexError):
                    continue
                found[int(name)] = int(fields[1])
    else:
        for line in listing("pid=,ppid="):
            pid, parent = line.split()[:2]
            found[int(pid)] = int(parent)
    return found


def listing(columns, *options):
    """Lines of ps."""
    try:
        done = subprocess.run(["ps", "-axww", *options, "-o", columns], capture_output=True, timeout=5)
    except (OSError, subprocess.SubprocessError):
        return []
    return [line for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip()]


def marked(mark):
    """Processes that carry the mark in their environment."""
    wanted = f"{MARK}={mark}"
    found = set()
    if LINUX:
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    with open(f"/proc/{name}/environ", "rb") as file:
                        if wanted.encode() in file.read().split(b"\0"):
                            found.add(int(name))
                except OSError:
                    continue
    else:
        for line in listing("pid=,command=", "-E"):
            if wanted in line.split():
                found.add(int(line.split()[0]))
    return found - {os.getpid()}


def descendants(root):
    """Everything below a process."""
    tree = parents()
    found, frontier = set(), {root}
    while frontier:
        frontier = {pid for pid, parent in tree.items() if parent in frontier} - found
        found |= frontier
    return found


def reap(statuses):
    """Collects every child that has ended."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        statuses[pid] = status


def kill(pid, group=False):
    try:
        (os.killpg if group else os.kill)(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def end_all(child, mark, statuses):
    """Kills the child's group and every descendant, until none is left that can be found."""
    deadline = time.monotonic() + 10
    kill(child, group=True)
    while time.monotonic() < deadline:
        reap(statuses)
        left = (descendants(os.getpid()) | marked(mark)) - {os.getpid()}
        if not left:
            return
        for pid in left:
            kill(pid)
        time.sleep(0.005)


def sweep(mark):
    """Kills every process that carries the mark, until none is left."""
    deadline = time.monotonic() + 4
    while time.monotonic() < deadline:
        left = marked(mark)
        if not left:
            return
        for pid in left:
            kill(pid)
        time.sleep(0.005)


def size(path):
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def proportional(pid):
    """Bytes that a process holds; what it shares counts by its share. 0 if it is gone."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            for line in file:
                if line.startswith(b"Pss:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return resident(pid)


def resident(pid):
    """Bytes of a process that are in memory, shared ones in full; cheap to ask. 0 if it is gone."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def held(limit):
    """Bytes that all descendants hold, if it is more than the limit; else 0."""
    pids = descendants(os.getpid())
    if sum(map(resident, pids)) <= limit:
        return 0
    total = sum(map(proportional, pids))
    return total if total > limit else 0


def watch(job, child, statuses, wake, asked):
    """Waits for the first of: the child's end, the asker's end, a limit, a flood. Returns it with a detail."""
    start = look = time.monotonic()
    limit = start + job["limit"] if job["limit"] else float("inf")
    while True:
        reap(statuses)
        if job["output_limit"] and max(size(job["log"]), size(job["events"])) > job["output_limit"]:
            return "flooded", ""
        if child in statuses:
            return "ended", ""
        now = time.monotonic()
        if now >= limit:
            return "timed-out", ""
        if job["memory_limit"] and LINUX and now >= look:
            memory = held(job["memory_limit"])
            look = now + max(MEMORY_SECONDS, MEMORY_SHARE * (time.monotonic() - now))
            if memory:
                return "over-memory", f"{memory >> 20} MiB of memory, more than {job['memory_limit'] >> 20} MiB"
        ready, _, _ = select.select([0, wake], [], [], min(OUTPUT_SECONDS, limit - now))
        if wake in ready:
            os.read(wake, 4096)
        if asked or (0 in ready and not os.read(0, 4096)):
            return "cancelled", ""


def spawn(job, prctl):
    """Starts the command as the leader of a session of its own."""

    def before():
        if prctl:
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)

    with open(job["log"], "ab", buffering=0) as log:
        return subprocess.Popen(
            job["command"], cwd=job["cwd"], env=job["environment"], stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, start_new_session=True, preexec_fn=before)


def prepare(environment):
    """Compiles what every Python of the command loads first, so that none of them has to."""
    prefix, path = environment.get("PYTHONPYCACHEPREFIX"), environment.get("PYTHONPATH", "")
    source = os.path.join(path.split(os.pathsep)[0], "sitecustomize.py")
    if prefix and os.path.isfile(source):
        import py_compile

        sys.pycache_prefix = prefix
        try:
            py_compile.compile(source, quiet=2)
        except OSError:
            pass  # each compiles it then


def finish(outcome, status, detail, start):
    line = {"outcome": outcome, "status": status, "detail": detail, "seconds": time.monotonic() - start}
    try:
        os.write(1, (json.dumps(line) + "\n").encode())
    except OSError:
        pass


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    try:
        os.setsid()
    except OSError:
        pass
    prctl = linux_prctl()
    if prctl:
        prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    asked = []
    signal.signal(signal.SIGCHLD, lambda *_: None)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, _: asked.append(number))
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)

    prepare(job["environment"])
    start, statuses = time.monotonic(), {}
    try:
        process = spawn(job, prctl)  # kept: a Popen that is let go collects its child's status itself
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        finish("not-started", 0, f"{type(error).__name__}: {error}", start)
        return
    child = process.pid
    why, detail = watch(job, child, statuses, wake, asked)
    end_all(child, job["environment"].get(MARK, ""), statuses)
    status = statuses.get(child, signal.SIGKILL)
    if why != "ended":
        finish(why, signal.SIGKILL, detail, start)
    elif os.WIFSIGNALED(status):
        finish("signalled", os.WTERMSIG(status), "", start)
    else:
        finish("exited", os.WEXITSTATUS(status), "", start)
    if why == "cancelled" and job["remove"]:
        shutil.rmtree(job["remove"], ignore_errors=True)


if __name__ == "__main__":
    sweep(sys.argv[2]) if sys.argv[1] == "--sweep" else main()
