package ledger.merge;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Mentions;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Change;
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
    ThreeWay<LedgerVersion> versions =
        new ThreeWay<>(
            renamed(all.base(), followed, true, layout),
            renamed(all.ours(), of(followed, true), true, layout),
            renamed(all.theirs(), of(followed, false), true, layout));
    List<Renumbering> renumbered = renumbered(versions, options);
    Set<TaskId> known =
        Mentions.all(versions.base().content(), versions.base().ledger().layout().ids()).stream()
            .map(Mentions.Mention::id)
            .collect(Collectors.toSet());
    Map<Boolean, List<Renumbering>> mentioned =
        renumbered.stream().collect(Collectors.partitioningBy(r -> known.contains(r.from())));
    for (boolean theirs : List.of(false, true)) {
      LedgerVersion side = versions.side(theirs);
      for (boolean before : List.of(false, true)) {
        // What the common ancestor already mentions need not mean this task.
        List<Renumbering> some = of(mentioned.getOrDefault(before, List.of()), theirs);
        side = renamed(side, some, !before, layout);
      }
      versions = versions.withSide(theirs, side);
    }
    return new RenumberedVersions(versions, renumbered, followed);
  }

  private static List<Renumbering> of(List<Renumbering> all, boolean theirs) {
    return all.stream().filter(one -> one.theirs() == theirs).toList();
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
    Map<String, Integer> highest = new HashMap<>();
    options.taken().forEach(id -> highest.merge(id.prefix(), id.number(), Math::max));
    for (LedgerVersion each : List.of(versions.base(), versions.ours(), versions.theirs())) {
      for (TaskId id : each.ledger().mentioned()) {
        highest.merge(id.prefix(), id.number(), Math::max);
      }
    }
    List<Renumbering> renumbered = new ArrayList<>();
    for (Task mine : versions.ours().ledger().tasks()) {
      TaskId id = mine.id();
      PlacedRow row = versions.theirs().rows().get(id);
      if (versions.base().rows().containsKey(id) || row == null || isSame(mine, row.task())) {
        continue;
      }
      TaskId free = id.withNumber(highest.merge(id.prefix(), 1, Integer::sum));
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

  /**
   * @param mentions whether everything that mentions the IDs means these tasks
   */
  private static LedgerVersion renamed(
      LedgerVersion version, List<Renumbering> all, boolean mentions, Layout layout)
      throws Unmergeable {
    Map<TaskId, Renumbering> here = new LinkedHashMap<>();
    all.stream()
        .filter(one -> version.rows().containsKey(one.from()))
        .forEach(one -> here.putIfAbsent(one.from(), one));
    if (here.isEmpty()) {
      return version;
    }
    try {
      Planner planner = new Planner(version.ledger());
      for (Renumbering one : here.values()) {
        planner.change(new Change.Renumber(one.from(), one.to(), mentions), Optional.empty());
      }
      return LedgerVersion.of(planner.plan().apply(version.ledger(), layout));
    } catch (Refusal e) {
      throw new Unmergeable(String.valueOf(e.getMessage()));
    }
  }
}
