package ledger.merge;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.document.Columns;
import ledger.document.Mentions;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.document.edit.Plan;
import ledger.document.edit.Planner;
import ledger.document.edit.Refusal;

/**
 * Gives another ID to the younger of two new tasks that have the same one, and to everything on its
 * side that refers to it. A task to which a side has already given another ID gets it in all three
 * versions.
 */
record RenumberedVersions(
    LedgerVersion base,
    LedgerVersion ours,
    LedgerVersion theirs,
    List<Renumbering> renumbered,
    List<Renumbering> followed) {
  static RenumberedVersions of(
      LedgerVersion base, LedgerVersion ours, LedgerVersion theirs, LedgerMerge.Options options)
      throws Unmergeable {
    List<Renumbering> followed = new ArrayList<>(earlier(base, ours, theirs, false));
    followed.addAll(earlier(base, theirs, ours, true));
    LedgerVersion b = base;
    LedgerVersion o = ours;
    LedgerVersion t = theirs;
    for (Renumbering one : followed) {
      b = renamed(b, one.from(), one.to(), true, options);
      if (one.theirs()) {
        o = renamed(o, one.from(), one.to(), true, options);
      } else {
        t = renamed(t, one.from(), one.to(), true, options);
      }
    }
    return given(b, o, t, followed, options);
  }

  /**
   * Tasks that a side has under another ID, recognised by their title: a rebase renumbered them in
   * an earlier commit, or somebody called {@code renumber}.
   */
  private static List<Renumbering> earlier(
      LedgerVersion base, LedgerVersion side, LedgerVersion other, boolean theirs) {
    List<Renumbering> found = new ArrayList<>();
    for (LedgerVersion.PlacedRow row : base.rows().values()) {
      Task task = row.task();
      LedgerVersion.PlacedRow now = side.rows().get(task.id());
      boolean gone = now == null || !isSame(now.task(), task);
      if (!gone || task.title().isBlank() || !other.rows().containsKey(task.id())) {
        continue;
      }
      List<TaskId> same =
          side.rows().values().stream()
              .map(LedgerVersion.PlacedRow::task)
              .filter(candidate -> isSame(candidate, task))
              .map(Task::id)
              .filter(id -> !base.rows().containsKey(id) && !other.rows().containsKey(id))
              .toList();
      if (same.size() == 1) {
        found.add(new Renumbering(task.id(), same.getFirst(), theirs));
      }
    }
    return found;
  }

  private static RenumberedVersions given(
      LedgerVersion base,
      LedgerVersion ours,
      LedgerVersion theirs,
      List<Renumbering> followed,
      LedgerMerge.Options options)
      throws Unmergeable {
    Set<TaskId> taken = new HashSet<>(options.taken());
    for (LedgerVersion version : List.of(base, ours, theirs)) {
      taken.addAll(version.ledger().mentioned());
    }
    List<Renumbering> renumbered = new ArrayList<>();
    LedgerVersion o = ours;
    LedgerVersion t = theirs;
    for (LedgerVersion.PlacedRow mine : ours.rows().values()) {
      TaskId id = mine.task().id();
      LedgerVersion.PlacedRow other = theirs.rows().get(id);
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
      boolean mentions = new Mentions(id).in(base.content()).isEmpty();
      if (younger) {
        t = renamed(t, id, free, mentions, options);
      } else {
        o = renamed(o, id, free, mentions, options);
      }
    }
    return new RenumberedVersions(base, o, t, renumbered, followed);
  }

  /** Whether a task came to both sides in the same way, for example by a cherry-pick. */
  private static boolean isSame(Task one, Task other) {
    return one.title().equalsIgnoreCase(other.title());
  }

  /** The day in the row; the earliest possible if it has none. */
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
   * @param mentions whether everything that mentions the ID means this task; not if the common
   *     ancestor already mentions it
   */
  private static LedgerVersion renamed(
      LedgerVersion version, TaskId id, TaskId to, boolean mentions, LedgerMerge.Options options)
      throws Unmergeable {
    if (!version.rows().containsKey(id)) {
      return version;
    }
    try {
      Change change = new Change.Renumber(id, to, mentions);
      Plan plan = Planner.plan(version.ledger(), options.layout(), change, Optional.empty());
      return LedgerVersion.of(plan.apply(version.ledger(), options.layout()));
    } catch (Refusal e) {
      throw new Unmergeable(String.valueOf(e.getMessage()));
    }
  }
}
