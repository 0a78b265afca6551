package ledger.document.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.document.Columns;
import ledger.document.IdForm;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import org.jspecify.annotations.Nullable;

/** Which tasks depend on which, as their column for it says. */
public final class Dependencies {
  private static final Pattern BETWEEN = Pattern.compile("[\\s,;+&]+|<br ?/?>");

  private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
  private final Map<TaskId, List<TaskId>> direct = new HashMap<>();

  private Dependencies() {}

  public static Dependencies of(Ledger ledger) {
    Dependencies all = new Dependencies();
    IdForm form = ledger.layout().ids();
    for (Task task : ledger.tasks()) {
      all.tasks.put(task.id(), task);
      List<TaskId> named = named(task.text(Columns.DEPENDS), form);
      if (!named.isEmpty()) {
        all.direct.put(task.id(), named);
      }
    }
    return all;
  }

  /** The IDs in a cell; words between them say nothing. */
  static List<TaskId> named(String cell, IdForm form) {
    if (cell.isEmpty()) {
      return List.of();
    }
    Set<TaskId> ids = new LinkedHashSet<>();
    for (String word : BETWEEN.split(cell, -1)) {
      form.typed(word.replaceFirst("[.:]$", "")).ifPresent(ids::add);
    }
    return List.copyOf(ids);
  }

  /** What a task depends on directly, in the order of its cell. */
  public List<TaskId> of(TaskId task) {
    return direct.getOrDefault(task, List.of());
  }

  /**
   * Those of them that are in the ledger and not done. What is not in it any more is no obstacle.
   */
  public List<TaskId> open(TaskId task) {
    return of(task).stream()
        .filter(
            id -> {
              Task other = tasks.get(id);
              return other != null && !other.state().id().equals(Layout.DONE);
            })
        .toList();
  }

  /** Tasks that wait for themselves: each circle once, from its first task in the file. */
  public List<List<TaskId>> circles() {
    List<List<TaskId>> circles = new ArrayList<>();
    Set<TaskId> finished = new HashSet<>();
    for (TaskId start : tasks.keySet()) {
      walk(start, finished, circles);
    }
    return circles;
  }

  /** Depth first, without recursion: a chain may be as long as the ledger. */
  private void walk(TaskId start, Set<TaskId> finished, List<List<TaskId>> circles) {
    List<TaskId> path = new ArrayList<>();
    Set<TaskId> onPath = new HashSet<>();
    List<Integer> next = new ArrayList<>();
    @Nullable TaskId enter = start;
    while (true) {
      if (enter != null && finished.contains(enter)) {
        enter = null;
      } else if (enter != null && !onPath.add(enter)) {
        circles.add(List.copyOf(path.subList(path.indexOf(enter), path.size())));
        enter = null;
      } else if (enter != null) {
        path.add(enter);
        next.add(0);
      }
      if (path.isEmpty()) {
        return;
      }
      TaskId at = path.getLast();
      int n = next.getLast();
      if (n < of(at).size()) {
        next.set(next.size() - 1, n + 1);
        enter = of(at).get(n);
      } else {
        finished.add(at);
        onPath.remove(at);
        path.removeLast();
        next.removeLast();
        enter = null;
      }
    }
  }
}
