"""Notes what a Python process loads, opens, lists and looks for below some folders, without changing what it does.

The runner puts this file as `sitecustomize.py` into a folder of the run, first on PYTHONPATH, so that it is loaded
before the script, and in every Python that the script starts. Beside it, `observe.txt` says, a line each, what to do:
`root FOLDER` (what is below counts), `skip FOLDER` (except there), `out FILE` (notes go there). Where ledger does not
run the script, `ledger_harness` does the same with this file.

A note is three fields, each ended by NUL: kind, path, more. Kinds: `start`; `read`, `both` (opened for reading and
writing) and `argument` (of a command), with the file's stamp, empty if it is not there; `touch` and `write`; `list`
(more: a pattern); `look` (path: a folder on the module search path, more: the module's name); `command` (path: a
program whose own reading is not seen).

Nothing but what Python has loaded anyway is imported here: whatever this imports, the script could not find elsewhere.
"""

import os
import sys

_DIGESTING = "harness.inputs"  # the harness reads every file beside a script to digest it, which is no use of it
_SEARCHING = ("importlib", "_frozen_importlib", "pkg_resources", "zipimport")  # look through all search paths
_MANY = 100_000
_STAMP = "st_size", "st_mtime_ns", "st_ctime_ns", "st_ino"
_WRITES = os.O_WRONLY | os.O_RDWR
_SEPARATORS = str.maketrans({each: " " for each in "'\"`;|&<>()=,$\n\t"})
_SHELLS = ("sh", "bash", "dash", "zsh", "ksh")


class Observer:
    """What has been noted so far, and how."""

    def __init__(self, folder):
        self.folder = folder
        self.roots, self.skipped, self.out = [], [folder + os.sep], None
        with open(os.path.join(folder, "observe.txt"), encoding="utf-8", errors="surrogateescape") as file:
            for line in file.read().split("\n"):
                word, _, path = line.partition(" ")
                if word == "root":
                    self.roots.append(path + os.sep)
                elif word == "skip":
                    self.skipped.append(path + os.sep)
                elif word == "out":
                    self.out = path
        self.noted, self.outside, self.pending, self.folders = set(), set(), [], {}
        self.path, self.found = None, []
        library = os.path.dirname(os.__file__) + os.sep
        self.foreign = tuple(self.skipped + ([] if self.below(library) else [library]))
        self.handlers = {
            "open": self.opened,
            "import": self.imported,
            "exec": self.executed,
            "compile": self.compiled,
            "cpython.run_file": self.used,
            "ctypes.dlopen": lambda path: self.used(path) if path and os.sep in os.fsdecode(path) else None,
            "sqlite3.connect": self.connected,
            "os.listdir": self.listed,
            "os.scandir": self.listed,
            "glob.glob": self.globbed,
            "glob.glob/2": self.globbed_in,
            "pathlib.Path.glob": self.path_globbed,
            "pathlib.Path.rglob": lambda folder, pattern: self.path_globbed(folder, "**/" + str(pattern)),
            "subprocess.Popen": self.started,
            "os.system": lambda command: self.started("sh", ["sh", "-c", command], None, None),
            "os.exec": lambda path, args, env: self.started(path, args, None, env),
            "os.posix_spawn": lambda path, args, env: self.started(path, args, None, env),
            "os.spawn": lambda mode, path, args, env: self.started(path, args, None, env),
            "os.rename": lambda old, new, at=-1, to=-1: self.wrote(_at(old, at), _at(new, to)),
            "os.remove": lambda path, at=-1: self.wrote(_at(path, at)),
            "os.rmdir": lambda path, at=-1: self.wrote(_at(path, at)),
            "os.symlink": lambda old, new, at=-1: self.wrote(_at(new, at)),
            "os.truncate": lambda path, *_: self.wrote(path),
            "shutil.rmtree": lambda path, *_: self.wrote(path),
            "os.link": lambda old, new, at=-1, to=-1: self.linked(_at(old, at), _at(new, to)),
            "os.chmod": lambda path, mode, at=-1: self.touched(_at(path, at)),
            "os.utime": lambda path, times, ns, at=-1: self.touched(_at(path, at)),
        }

    def hook(self, event, args):
        """Called by the interpreter; an error here must never become one of the script's."""
        handler = self.handlers.get(event)
        if handler is not None:
            try:
                handler(*args)
            except (OSError, ValueError, TypeError, AttributeError, LookupError, RuntimeError):
                pass

    # Where something is

    def place(self, path, folder=None):
        """The path below a root, links in it kept; None if it is not below any, not even behind links."""
        if isinstance(path, int):
            path = os.readlink("/proc/self/fd/%d" % path)
            if not path.startswith(os.sep):
                return None  # a pipe or a socket
        path = os.fsdecode(path)
        if path in self.outside or path.startswith(self.foreign) and "/../" not in path:
            return None
        whole = path if path.startswith(os.sep) else os.path.join(folder or os.getcwd(), path)
        if "/../" in whole or whole.endswith("/.."):
            whole = os.path.join(self.real(os.path.dirname(whole)), os.path.basename(whole))
        whole = os.path.normpath(whole)
        if self.below(whole):
            return None if self.skips(whole) else whole
        real = os.path.join(self.real(os.path.dirname(whole)), os.path.basename(whole))
        if os.path.islink(real):
            real = os.path.realpath(real)
        if self.below(real):
            return None if self.skips(real) else real
        if path is whole or path == whole:
            if len(self.outside) > _MANY:
                self.outside.clear()
            self.outside.add(path)
        return None

    def real(self, folder):
        known = self.folders.get(folder)
        if known is None:
            if len(self.folders) > _MANY:
                self.folders.clear()
            known = self.folders[folder] = os.path.realpath(folder)
        return known

    def below(self, path):
        for root in self.roots:
            if path.startswith(root) or path + os.sep == root:
                return True
        return False

    def skips(self, path):
        for skipped in self.skipped:
            if path.startswith(skipped):
                return True
        return False

    # Notes

    def note(self, kind, path, more=""):
        key = (kind, path, more if kind in ("list", "look") else "")
        if key in self.noted:
            return
        self.noted.add(key)
        fields = (os.fsencode(kind), os.fsencode(path), os.fsencode(more))
        self.pending.append(b"\0".join(fields) + b"\0")
        self.write()

    def write(self):
        """Opens the file each time: a script may close every descriptor, and this one's number be another file then."""
        notes, self.pending = self.pending, []
        if not notes:
            return
        try:
            file = os.open(self.out, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.write(file, b"".join(notes))
            finally:
                os.close(file)
        except OSError:
            self.pending = notes + self.pending  # no descriptor or no space is left; perhaps later

    def file(self, kind, place):
        """Notes a file with its stamp, before whatever is going to happen to it."""
        if (kind, place, "") in self.noted or _digesting():
            return
        try:
            found = os.stat(place)
        except OSError:
            self.note(kind, place)
            return
        if found.st_mode & 0o170000 == 0o100000:
            self.note(kind, place, " ".join(str(getattr(found, name)) for name in _STAMP))

    # Events

    def opened(self, path, mode, flags):
        self.opened_at(self.place(path), mode, flags)
        if mode is None and not isinstance(path, int) and not os.fsdecode(path).startswith(os.sep):
            for folder in _open_folders():  # one of them may be what it is relative to: the event does not tell
                there = os.path.join(folder, os.fsdecode(path))
                if os.path.isfile(there):
                    self.opened_at(self.place(there), mode, flags)

    def opened_at(self, place, mode, flags):
        if place is None:
            return
        writes = flags & _WRITES if isinstance(flags, int) else any(each in str(mode) for each in "wax+")
        if not writes:
            self.file("read", place)
        elif isinstance(flags, int) and flags & os.O_RDWR and not flags & os.O_TRUNC and os.path.exists(place):
            self.file("both", place)
        else:
            self.note("write", place)

    def used(self, path):
        if path:
            place = self.place(path)
            if place is not None:
                self.file("read", place)

    def connected(self, database, *_):
        path = os.fsdecode(database)
        if path.startswith("file:"):
            path = path[5:].partition("?")[0]
        place = self.place(path)
        if place is not None:
            self.file("both", place)

    def executed(self, code):
        self.compiled(None, getattr(code, "co_filename", None))

    def compiled(self, source, name):
        if name:
            name = os.fsdecode(name)
            if name.startswith(os.sep) and name not in self.outside:
                place = self.place(name)
                if place is not None and os.path.isfile(place):
                    self.file("read", place)

    def imported(self, module, name, *_):
        if name:
            self.used(name)
            return
        parent, _, own = module.rpartition(".")
        if parent:
            package = sys.modules.get(parent)
            for folder in list(vars(package).get("__path__") or ()):
                self.looked(folder, own)
        elif own not in sys.builtin_module_names and not _frozen(own):
            for folder, place in self.searched():
                if place is not None:
                    self.note("look", place, own)
                elif _holds(folder, own):
                    break

    def searched(self):
        """The module search path up to its last folder below a root, with places; computed when it changes."""
        path = [each for each in sys.path if isinstance(each, str)]
        if path != self.path:
            places = [self.place(each or ".") for each in path]
            last = max((index for index, place in enumerate(places) if place is not None), default=-1)
            self.found = list(zip(path, places))[:last + 1]
            self.path = path if all(each.startswith(os.sep) for each in path) else None
        return self.found

    def looked(self, folder, name):
        place = self.place(folder)
        if place is not None:
            self.note("look", place, name)

    def listed(self, path=None):
        caller = sys._getframe(2)
        name = caller.f_globals.get("__name__") or ""
        if name.startswith(_SEARCHING) or name.startswith(("glob", "pathlib")) and not _walks(caller):
            return
        place = self.place("." if path is None else path)
        if place is not None and not _digesting():
            self.note("list", place, "*")

    def globbed(self, pattern, recursive):
        self.globbed_in(pattern, recursive, None, None)

    def globbed_in(self, pattern, recursive, root, descriptor):
        pattern = os.fsdecode(pattern)
        if not recursive:
            pattern = "/".join("*" if part == "**" else part for part in pattern.split("/"))
        start = descriptor if isinstance(descriptor, int) else os.fsdecode(root) if root is not None else "."
        self.pattern(start, pattern)

    def path_globbed(self, folder, pattern):
        self.pattern(folder, os.fsdecode(pattern))

    def pattern(self, start, pattern):
        """Splits off the folders that are named in full."""
        parts = pattern.split("/")
        plain = 0
        while plain < len(parts) - 1 and not any(each in parts[plain] for each in "*?["):
            plain += 1
        folder = "/".join(parts[:plain]) or ("/" if pattern.startswith("/") else ".")
        start = "/proc/self/fd/%d" % start if isinstance(start, int) else os.fsdecode(start)
        place = self.place(os.path.join(os.path.abspath(start), folder))
        if place is not None and not _digesting():
            self.note("list", place, "/".join(parts[plain:]) or "*")

    def wrote(self, *paths):
        for path in paths:
            if not isinstance(path, int):
                place = self.place(path)
                if place is not None:
                    self.note("write", place)

    def linked(self, old, new):
        self.touched(old)
        self.wrote(new)

    def touched(self, path):
        if not isinstance(path, int):
            place = self.place(path)
            if place is not None:
                self.note("touch", place)

    def started(self, executable, args, folder, env):
        """Files of the project that a command names count; it is noted itself if it may read others unseen."""
        if isinstance(args, (str, bytes, os.PathLike)):
            args = [args]
        words = [os.fsdecode(each) for each in args] or [os.fsdecode(executable)]
        program = os.fsdecode(executable or words[0])
        base = os.path.abspath(os.fsdecode(folder)) if folder else os.getcwd()
        near = self.place(base) is not None
        for word in [program, *words]:
            for each in {word, *word.translate(_SEPARATORS).split()}:
                if each and len(each) < 4096:
                    place = self.place(each, base)
                    if place is not None and os.path.exists(place):
                        near = True
                        if os.path.isfile(place):
                            self.file("argument", place)
        if near and not self.sees(program, words, env):
            self.note("command", _named(program, words))

    def sees(self, program, words, env):
        """Whether it is a Python that will load this file too."""
        given = {os.fsdecode(name): value for name, value in (os.environ if env is None else env).items()}
        if os.fsdecode(given.get("PYTHONPATH", "")).split(os.pathsep)[0] != self.folder:
            return False
        if os.path.basename(program).startswith("python") or program == sys.executable:
            for word in words[1:]:
                if not word.startswith("-") or word in ("-c", "-m", "-"):
                    return True
                if not word.startswith(("--", "-W", "-X")) and any(each in word for each in "IES"):
                    return False
            return True
        place = self.place(program)
        if place is None or not os.path.isfile(place):
            return False
        with open(place, "rb") as file:
            return file.read(2) == b"#!" and b"python" in file.readline()

    def finish(self):
        """At the end: whatever was loaded without a sound."""
        for module in list(sys.modules.values()):
            try:
                facts = object.__getattribute__(module, "__dict__")
                spec = facts.get("__spec__")
                for path in (facts.get("__file__"), getattr(spec, "origin", None)):
                    if isinstance(path, str) and path.startswith(os.sep) and path not in self.outside:
                        self.compiled(None, path)
            except (OSError, ValueError, TypeError, AttributeError, LookupError, RuntimeError):
                continue
        try:
            with open("/proc/self/maps", "rb") as maps:
                for path in {line[line.index(b"/"):].rstrip(b"\n") for line in maps if b" /" in line}:
                    self.compiled(None, path)
        except (OSError, ValueError):
            pass
        self.write()

    def believe_no_bytecode_below(self):
        """A source below a root has its bytecode in a folder of the run, any other where it always is."""
        loader = sys.modules["_frozen_importlib_external"]
        original, prefix = loader.cache_from_source, os.path.join(self.folder, "bytecode")
        sys.pycache_prefix = None

        def cache_from_source(path, *args, **options):
            try:
                place = self.place(path)
            except (OSError, ValueError, TypeError):
                place = path
            return original(path, *args, **options) if place is None else prefix + place + "c"

        loader.cache_from_source = cache_from_source


def _at(path, folder):
    """A path that may be relative to the descriptor of a folder."""
    if isinstance(path, int) or not isinstance(folder, int) or folder < 0:
        return path
    return os.path.join(os.readlink("/proc/self/fd/%d" % folder), os.fsdecode(path))


def _open_folders():
    """Folders of which this process has a descriptor, as far as the system tells."""
    folders = set()
    for each in os.listdir("/proc/self/fd"):
        try:
            folders.add(os.readlink("/proc/self/fd/" + each))
        except OSError:
            continue  # that of the listing itself
    return [each for each in sorted(folders) if each.startswith(os.sep) and os.path.isdir(each)]


def _digesting():
    frame, steps = sys._getframe(2), 0
    while frame is not None and steps < 16:
        if frame.f_globals.get("__name__") == _DIGESTING:
            return True
        frame, steps = frame.f_back, steps + 1
    return False


def _walks(frame):
    """Whether a listing below glob or pathlib is asked for as such; a pattern, which may walk, has its own event."""
    walks = False
    for _ in range(16):
        if frame is None or not (frame.f_globals.get("__name__") or "").startswith(("glob", "pathlib", "os")):
            break
        if frame.f_code.co_name in ("glob", "rglob") or "select" in frame.f_code.co_name:
            return False
        walks = walks or frame.f_code.co_name in ("iterdir", "walk")
        frame = frame.f_back
    return walks


def _frozen(name):
    return sys.modules["_imp"].is_frozen(name) if "_imp" in sys.modules else False


def _holds(folder, name):
    """Whether a folder elsewhere has a module: what comes after it on the search path is not looked at."""
    path = os.path.join(folder, name)
    return os.path.isfile(path + ".py") or os.path.isdir(path) or (
        name in getattr(sys, "stdlib_module_names", ()) and folder == os.path.dirname(os.__file__))


def _named(program, words):
    """A command in one word: of a shell, the first that it is told to run."""
    name = os.path.basename(program)
    if name in _SHELLS and len(words) > 2 and words[1] == "-c":
        inner = words[2].translate(_SEPARATORS).split()
        return os.path.basename(inner[0]) if inner else name
    return name


def _theirs(folder):
    """Runs the sitecustomize that would have run without this one."""
    sys.path[:] = [each for each in sys.path if each != folder]
    mine = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401
    except ImportError as error:
        if mine is not None:
            sys.modules["sitecustomize"] = mine
        if error.name != "sitecustomize":
            raise


def watch(folder):
    """Begins to observe this process, as `observe.txt` in the folder says. What is imported from now on is seen."""
    observer = Observer(folder)
    observer.note("start", "")
    observer.believe_no_bytecode_below()
    sys.addaudithook(observer.hook)
    import atexit

    atexit.register(observer.finish)
    return observer


if __name__ == "sitecustomize":
    _folder = os.path.dirname(os.path.abspath(__file__))
    watch(_folder)
    _theirs(_folder)
