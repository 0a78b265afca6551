package ledger.merge;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Mentions;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.document.edit.Plan;
import ledger.document.edit.Planner;
import ledger.document.edit.Refusal;
import ledger.merge.LedgerVersion.PlacedRow;

/**
 * Gives another ID to the younger of two new tasks that have the same one, and to everything on its
 * side that refers to it. A task to which a side has already given another ID gets it in all three
 * versions.
 */
record RenumberedVersions(
    ThreeWay<LedgerVersion> versions, List<Renumbering> renumbered, List<Renumbering> followed) {
  static RenumberedVersions of(ThreeWay<LedgerVersion> all, LedgerMerge.Options options)
      throws Unmergeable {
    Layout layout = options.layout();
    List<Renumbering> followed = new ArrayList<>(earlier(all, false));
    followed.addAll(earlier(all, true));
    ThreeWay<LedgerVersion> versions = all;
    for (Renumbering one : followed) {
      boolean other = !one.theirs();
      versions =
          new ThreeWay<>(
                  renamed(versions.base(), one, true, layout), versions.ours(), versions.theirs())
              .withSide(other, renamed(versions.side(other), one, true, layout));
    }
    List<Renumbering> renumbered = renumbered(versions, options);
    LedgerVersion base = versions.base();
    for (Renumbering one : renumbered) {
      boolean mentions = new Mentions(one.from()).in(base.content()).isEmpty();
      LedgerVersion side = renamed(versions.side(one.theirs()), one, mentions, layout);
      versions = versions.withSide(one.theirs(), side);
    }
    return new RenumberedVersions(versions, renumbered, followed);
  }

  /**
   * Tasks that a side has under another ID, recognised by their title: a rebase renumbered them in
   * an earlier commit, or somebody called {@code renumber}.
   */
  private static List<Renumbering> earlier(ThreeWay<LedgerVersion> versions, boolean theirs) {
    LedgerVersion base = versions.base();
    LedgerVersion side = versions.side(theirs);
    LedgerVersion other = versions.side(!theirs);
    List<Renumbering> found = new ArrayList<>();
    for (Task task : base.ledger().tasks()) {
      PlacedRow now = side.rows().get(task.id());
      boolean gone = now == null || !isSame(now.task(), task);
      if (!gone || task.title().isBlank() || !other.rows().containsKey(task.id())) {
        continue;
      }
      List<TaskId> same =
          side.ledger().tasks().stream()
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

  /** New tasks of both sides that have one ID. */
  private static List<Renumbering> renumbered(
      ThreeWay<LedgerVersion> versions, LedgerMerge.Options options) {
    Set<TaskId> taken = new HashSet<>(options.taken());
    for (LedgerVersion each : List.of(versions.base(), versions.ours(), versions.theirs())) {
      taken.addAll(each.ledger().mentioned());
    }
    List<Renumbering> renumbered = new ArrayList<>();
    for (Task mine : versions.ours().ledger().tasks()) {
      TaskId id = mine.id();
      PlacedRow row = versions.theirs().rows().get(id);
      if (versions.base().rows().containsKey(id) || row == null || isSame(mine, row.task())) {
        continue;
      }
      TaskId free = free(id, taken);
      taken.add(free);
      boolean theirs =
          options
              .theirsIsYounger()
              .apply(id)
              .orElseGet(() -> !created(mine).isAfter(created(row.task())));
      renumbered.add(new Renumbering(id, free, theirs));
    }
    return renumbered;
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
      LedgerVersion version, Renumbering one, boolean mentions, Layout layout) throws Unmergeable {
    if (!version.rows().containsKey(one.from())) {
      return version;
    }
    try {
      Change change = new Change.Renumber(one.from(), one.to(), mentions);
      Plan plan = Planner.plan(version.ledger(), layout, change, Optional.empty());
      return LedgerVersion.of(plan.apply(version.ledger(), layout));
    } catch (Refusal e) {
      throw new Unmergeable(String.valueOf(e.getMessage()));
    }
  }
}
