package ledger.evidence.record;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What else was seen of a run. Nothing here makes it stale.
 *
 * @param variables the environment variables that it was given; paths of this machine are replaced
 * @param written files of the project that it wrote, or removed, relative to the workspace
 * @param commands programs that it started and whose own reading of files nobody saw
 */
public record RunTraces(
    SortedMap<String, String> variables, List<String> written, List<String> commands) {
  public RunTraces {
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    written = List.copyOf(written);
    commands = List.copyOf(commands);
  }
}
