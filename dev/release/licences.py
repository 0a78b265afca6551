"""The licences of the libraries in the jar: a list from the bill of materials, and their own texts."""

import pathlib
import re
import zipfile

TEXT = re.compile(r"(META-INF/)?[\w.-]*(LICEN[CS]E|NOTICE|COPYING|about)[\w.-]*", re.IGNORECASE)


def collect(bom, jars):
    """Path to content."""
    lines = ["What is in ledger.jar besides ledger itself, and under which licence.", ""]
    for component in sorted(bom["components"], key=lambda c: (c.get("group", ""), c["name"])):
        names = [named(entry) for entry in component.get("licenses", [])]
        lines.append(
            f"{component.get('group', '')}:{component['name']} {component['version']}: "
            f"{', '.join(names) or 'see its own texts'}")
    found = {"libraries.txt": ("\n".join(lines) + "\n").encode()}
    for jar in sorted(jars):
        name = pathlib.Path(jar).stem
        with zipfile.ZipFile(jar) as within:
            for entry in sorted(within.namelist()):
                if TEXT.fullmatch(entry) and not entry.endswith("/"):
                    found[f"libraries/{name}/{pathlib.PurePosixPath(entry).name}"] = within.read(entry)
    return found


def named(entry):
    licence = entry.get("license", {})
    return licence.get("id") or licence.get("name") or entry.get("expression", "")
