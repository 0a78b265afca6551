"""Records what a script reads where ledger does not run it itself: the observer is the one that ledger uses."""

import atexit
import hashlib
import os
import shutil
import tempfile

_TEXT = 8000  # git decides by as many bytes whether a file is a text


def begin():
    """Begins if events are written to a file and nobody else observes; None otherwise."""
    if not os.environ.get("LEDGER_EVENTS"):
        return None
    path = os.environ.get("PYTHONPATH", "")
    if os.path.exists(os.path.join(path.split(os.pathsep)[0], "observe.txt")):
        return None
    here = os.path.dirname(os.path.abspath(__file__))
    return Recording(os.path.dirname(here), os.path.join(here, "observe.py"))


class Recording:
    """The notes of this process and of the Pythons that it starts."""

    def __init__(self, experiments, source):
        ledger = os.path.realpath(os.path.dirname(experiments))
        self.root = os.path.dirname(ledger) if os.path.basename(ledger) == "ledger" else ledger
        self.top = _work_tree(self.root)
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="ledger-observe-"))
        atexit.register(self.remove)
        self.notes = os.path.join(self.folder, "notes")
        shutil.copyfile(source, os.path.join(self.folder, "sitecustomize.py"))
        skipped = [os.path.join(self.top, name) for name in (".git", ".ledger")] + [os.path.join(self.root, ".ledger")]
        lines = [f"root {self.top}", *(f"skip {each}" for each in skipped), f"out {self.notes}"]
        with open(os.path.join(self.folder, "observe.txt"), "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write("\n".join(lines))
        path = os.environ.get("PYTHONPATH")
        os.environ["PYTHONPATH"] = self.folder + (os.pathsep + path if path else "")
        from . import observe

        self.observer = observe.watch(self.folder)

    def remove(self):
        self.observer.out = os.devnull  # of the removal too
        shutil.rmtree(self.folder, ignore_errors=True)

    def result(self, script):
        """The `observed` event: notes by name from the workspace, with a digest in place of each file's stamp."""
        self.observer.finish()
        with open(self.notes, "rb") as file:
            fields = os.fsdecode(file.read()).split("\0")
        digested, notes = {}, []
        for kind, path, more in zip(fields[0::3], fields[1::3], fields[2::3]):
            if kind == "command":
                notes.append([kind, path, more])
            elif kind != "start":
                name = os.path.relpath(path, self.root)
                if kind in ("read", "both", "argument"):
                    if path not in digested:
                        digested[path] = _digest(path) if more else ""
                    more = digested[path]
                notes.append([kind, "" if name == "." else name, more])
        with open(script, "rb") as file:
            own = hashlib.sha256(_without_header(file.read())).hexdigest()
        return {"script": own, "notes": notes}


def _work_tree(folder):
    """The folder with `.git` around a workspace; the workspace itself where there is none."""
    at = folder
    while not os.path.exists(os.path.join(at, ".git")):
        above = os.path.dirname(at)
        if above == at:
            return folder
        at = above
    return at


def _digest(path):
    """SHA-256, of a text without its carriage returns before line feeds; empty if it cannot be read."""
    try:
        with open(path, "rb") as file:
            piece = file.read(1 << 16)
            text, digest, left = b"\0" not in piece[:_TEXT], hashlib.sha256(), b""
            while piece:
                piece = left + piece
                left = b"\r" if text and piece.endswith(b"\r") else b""
                piece = piece[:len(piece) - len(left)]
                digest.update(piece.replace(b"\r\n", b"\n") if text else piece)
                piece = file.read(1 << 16)
            digest.update(left)
            return digest.hexdigest()
    except OSError:
        return ""


def _without_header(source):
    """A script without its PEP 723 block: an edited claim is no edit of what runs."""
    lines = source.replace(b"\r\n", b"\n").split(b"\n")
    texts = [line.rstrip() for line in lines]
    if b"# /// script" not in texts:
        return b"\n".join(lines)
    start = end = texts.index(b"# /// script")
    for index in range(start + 1, len(lines)):
        if texts[index] != b"#" and not lines[index].startswith(b"# "):
            break
        if texts[index] == b"# ///":
            end = index
    return b"\n".join(lines if end == start else lines[:start] + lines[end + 1:])
