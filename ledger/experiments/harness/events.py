"""Where events go: into the file that LEDGER_EVENTS names, and into memory for the summary."""

import json
from pathlib import Path
from typing import Dict, List, Optional

SCHEMA = 1


class Events:
    """An ordered log of events; with a file, each is one line of JSON, flushed at once."""

    def __init__(self, path: Optional[str]) -> None:
        self.seen: List[Dict[str, object]] = []
        self._file = Path(path).open("a", encoding="utf-8") if path else None

    def emit(self, event: str, **fields: object) -> None:
        """Adds one event. Numbers must be finite: JSON knows no NaN."""
        record = {"event": event, **fields}
        line = json.dumps(record, ensure_ascii=False, allow_nan=False)
        self.seen.append(record)
        if self._file:
            self._file.write(line + "\n")
            self._file.flush()

    def of(self, event: str) -> List[Dict[str, object]]:
        """All events of one kind, in order."""
        return [record for record in self.seen if record["event"] == event]

    def close(self) -> None:
        """Closes the file, if there is one."""
        if self._file:
            self._file.close()
