"""The other end of `fresh.call`: imports the function, calls it, writes its result."""

import importlib
import json
import sys
from pathlib import Path


def main() -> None:
    """Arguments: `module:function`, its arguments as a JSON list, the file for the result."""
    name, arguments, result = sys.argv[1:4]
    try:
        module, function = name.split(":")
        value = getattr(importlib.import_module(module), function)(*json.loads(arguments))
        answer = {"value": value}
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the result
        answer = {"error": f"{type(error).__name__}: {error}"}
    Path(result).write_text(json.dumps(answer), "utf-8")
