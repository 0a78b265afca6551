"""Packs what Maven has built: archive, wheels, Debian package, formula, container file, sums.

Called by bin/release as: make.py ROOT JAVA_HOME ADDRESS
"""

import calendar
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as xml

import archives
import licences
import manual

HERE = pathlib.Path(__file__).resolve().parent
POM = "{http://maven.apache.org/POM/4.0.0}"
# Where the shells look for the scripts that packages bring.
COMPLETIONS = {
    "bash": "share/bash-completion/completions/ledger",
    "zsh": "share/zsh/site-functions/_ledger",
    "fish": "share/fish/vendor_completions.d/ledger.fish",
}
PROGRAMS = ("ledger", "task-ledger")


def main(root, java_home, address):
    pom = xml.parse(root / "pom.xml").getroot()
    version = pom.findtext(POM + "version")
    stamp = pom.find(POM + "properties").findtext(POM + "project.build.outputTimestamp")
    moment = calendar.timegm(time.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ"))
    target = root / "target"
    out = target / "release"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()

    tree = installation(root, target, version, java_home)
    archive = out / f"ledger-{version}.tar.gz"
    archives.tar(archive, f"ledger-{version}", tree, moment)
    fields = {"version": version, "sha256": digest(archive), "address": address or "ADDRESS-OF-THE-RELEASE"}
    for tags in (["py3-none-any"], ["py3-none-musllinux_1_1_x86_64"]):
        archives.wheel(out, tree, version, tags, template("METADATA", fields), moment)
    archives.debian(out, tree, version, template("control", fields), HERE / "debian", moment)
    for name in ("task-ledger.rb", "Containerfile", "jreleaser.yml"):
        (out / name).write_text(template(name, fields), encoding="utf-8")
    shutil.copyfile(target / "bom.json", out / f"ledger-{version}.cdx.json")
    sums = sorted(file for file in out.iterdir())
    (out / "SHA256SUMS").write_text("".join(f"{digest(file)}  {file.name}\n" for file in sums), encoding="utf-8")
    for file in sums:
        print(file.relative_to(root))


def installation(root, target, version, java_home):
    """What is installed, wherever that is: path to (content, executable). Links: content is a str."""
    jar = (target / "ledger.jar").read_bytes()
    tree = {
        "lib/task-ledger/ledger.jar": (jar, False),
        "lib/task-ledger/build": (f"{version}-{hashlib.sha256(jar).hexdigest()[:12]}\n".encode(), False),
        "share/doc/task-ledger/LICENSE": ((root / "LICENSE").read_bytes(), False),
    }
    launcher = (root / "bin/ledger").read_bytes()
    for program in PROGRAMS:
        tree["bin/" + program] = (launcher, True)
    for file in sorted((root / "lib/task-ledger").iterdir()):
        tree["lib/task-ledger/" + file.name] = (file.read_bytes(), os.access(file, os.X_OK))
    bom = json.loads((target / "bom.json").read_text(encoding="utf-8"))
    jars = (target / "release.classpath").read_text(encoding="utf-8").strip().split(os.pathsep)
    for name, content in licences.collect(bom, jars).items():
        tree["share/doc/task-ledger/" + name] = (content, False)

    def ledger(*words):
        command = [f"{java_home}/bin/java", "-XX:TieredStopAtLevel=1", "-cp", str(target / "ledger.jar")]
        run = subprocess.run(
            [*command, "ledger.cli.Main", *words],
            check=True, capture_output=True, env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})
        return run.stdout.decode("utf-8")

    tree["share/man/man1/ledger.1"] = (manual.page(version, ledger).encode(), False)
    tree["share/man/man1/task-ledger.1"] = (b".so man1/ledger.1\n", False)
    for shell, place in COMPLETIONS.items():
        tree[place] = (ledger("completion", shell).encode(), False)
    return tree


def template(name, fields):
    text = (HERE / name).read_text(encoding="utf-8")
    return re.sub("@([a-z0-9]+)@", lambda field: fields[field.group(1)], text)


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3])
