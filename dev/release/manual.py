"""The manual page: what --help says, of all commands."""

import re


def page(version, ledger):
    main = ledger("--help")
    listed = main[main.index("Commands:"):]
    commands = re.findall(r"(?m)^  ([a-z][a-z-]+)\b", listed)
    parts = [
        f'.TH LEDGER 1 "" "ledger {version}" "User commands"',
        ".SH NAME",
        "ledger, task-ledger \\- a task ledger in one markdown file whose Done column is backed by measurements",
        ".SH SYNOPSIS",
        ".B ledger",
        ".I COMMAND",
        "[\\fIOPTION\\fR...]",
        ".SH OVERVIEW",
        verbatim(main),
        ".SH COMMANDS",
    ]
    for command in dict.fromkeys(commands):
        if command != "help":
            parts += [f".SS {command}", verbatim(ledger(command, "--help"))]
    return "\n".join(parts) + "\n"


def verbatim(text):
    shown = []
    for line in text.rstrip().splitlines():
        line = line.replace("\\", "\\e").replace("-", "\\-")
        shown.append("\\&" + line if line[:1] in (".", "'") else line)
    return "\n".join([".nf", *shown, ".fi"])
