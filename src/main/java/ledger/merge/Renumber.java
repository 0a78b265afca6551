package ledger.merge;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Cell;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.text.Edit;
import ledger.text.Edits;

/**
 * Gives another ID to the younger of two new tasks that have the same one, and to all that refers
 * to it on its side.
 */
record Renumber(Version ours, Version theirs, List<Renumbering> renumbered) {
  static Renumber of(Version base, Version ours, Version theirs, LedgerMerge.Options options)
      throws Unmergeable {
    Set<TaskId> taken = new HashSet<>(options.taken());
    for (Version version : List.of(base, ours, theirs)) {
      taken.addAll(version.ledger().mentioned());
    }
    List<Renumbering> renumbered = new ArrayList<>();
    Version o = ours;
    Version t = theirs;
    for (Version.Row mine : ours.rows().values()) {
      TaskId id = mine.task().id();
      Version.Row other = theirs.rows().get(id);
      if (base.rows().containsKey(id) || other == null || isSame(mine.task(), other.task())) {
        continue;
      }
      TaskId free = free(id, taken);
      taken.add(free);
      boolean younger =
          options
              .theirsIsYounger()
              .apply(id)
              .orElseGet(() -> !created(mine.task()).isAfter(created(other.task())));
      renumbered.add(new Renumbering(id, free, younger));
      boolean everywhere = !base.ledger().mentioned().contains(id);
      if (younger) {
        t = renamed(t, id, free, everywhere, options);
      } else {
        o = renamed(o, id, free, everywhere, options);
      }
    }
    return new Renumber(o, t, renumbered);
  }

  /** A task that came to both sides the same way, such as by a cherry-pick. */
  private static boolean isSame(Task one, Task other) {
    return one.title().equalsIgnoreCase(other.title());
  }

  /** The day in the row; the earliest of all where it has none. */
  private static LocalDate created(Task task) {
    try {
      return LocalDate.parse(task.text(Columns.CREATED));
    } catch (DateTimeParseException e) {
      return LocalDate.MIN;
    }
  }

  private static TaskId free(TaskId id, Set<TaskId> taken) {
    int highest =
        taken.stream()
            .filter(other -> other.prefix().equals(id.prefix()))
            .mapToInt(TaskId::number)
            .max()
            .orElse(id.number());
    return id.withNumber(highest + 1);
  }

  /**
   * @param everywhere whether all that names the ID means this task; not if the common ancestor
   *     names it already
   */
  private static Version renamed(
      Version version, TaskId id, TaskId to, boolean everywhere, LedgerMerge.Options options)
      throws Unmergeable {
    List<Edit> edits = new ArrayList<>();
    if (everywhere) {
      Matcher mention =
          Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(id.value()) + "(?![A-Za-z0-9_])")
              .matcher(version.content());
      while (mention.find()) {
        edits.add(new Edit(new ledger.text.Span(mention.start(), mention.end()), to.value()));
      }
    } else {
      Task task = Objects.requireNonNull(version.rows().get(id)).task();
      Cell cell = task.cells().get(task.indexOf(Columns.ID));
      edits.add(new Edit(cell.content(), to.value()));
    }
    String text = Edits.of(edits).apply(version.content());
    return Version.of(version.source().with(text), options.layout(), "the renumbered side");
  }
}
