"""The other end of `fresh.together`: imports each function, calls it, writes its result."""

import importlib
import json
import sys


def main() -> None:
    """Arguments: a JSON list of [`module:function`, its arguments...], and the file for one line of JSON a call."""
    calls, result = sys.argv[1:3]
    with open(result, "a", encoding="utf-8") as file:
        for name, *arguments in json.loads(calls):
            try:
                module, function = name.split(":")
                answer = {"value": getattr(importlib.import_module(module), function)(*arguments)}
                line = json.dumps(answer)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the result
                line = json.dumps({"error": f"{type(error).__name__}: {error}"})
            file.write(line + "\n")
            file.flush()
