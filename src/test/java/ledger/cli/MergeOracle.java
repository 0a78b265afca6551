package ledger.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a merge of two boards has to say, worked out task by task and cell by cell. */
final class MergeOracle {
  /** Subjects of the true conflicts. */
  final Set<String> conflicts = new TreeSet<>();

  /** State and row by title, for titles tell tasks apart that were given one ID. */
  final Map<String, Map.Entry<String, Map<String, String>>> expected = new TreeMap<>();

  /** New tasks of theirs whose ID ours has as well: the ID must be new. */
  final Set<String> renumbered = new TreeSet<>();

  MergeOracle(Board base, Board ours, Board theirs) {
    var b = base.byId();
    var o = ours.byId();
    var t = theirs.byId();
    Set<String> ids = new TreeSet<>(o.keySet());
    ids.addAll(t.keySet());
    for (String id : ids) {
      var before = b.get(id);
      var mine = o.get(id);
      var other = t.get(id);
      if (before == null && mine != null && other != null) {
        // The generator never adds the same task on both sides.
        expected.put(id, mine);
        expected.put("renumbered " + id, other);
        renumbered.add(id);
      } else if (before == null) {
        expected.put(id, mine != null ? mine : other);
      } else if (mine == null || other == null) {
        var left = mine != null ? mine : other;
        if (!left.equals(before)) {
          conflicts.add(id + " removed");
          expected.put(id, left);
        }
      } else {
        expected.put(id, task(id, before, mine, other));
      }
    }
  }

  private Map.Entry<String, Map<String, String>> task(
      String id,
      Map.Entry<String, Map<String, String>> before,
      Map.Entry<String, Map<String, String>> mine,
      Map.Entry<String, Map<String, String>> other) {
    boolean oursMoved = !mine.getKey().equals(before.getKey());
    boolean theirsMoved = !other.getKey().equals(before.getKey());
    boolean split = oursMoved && theirsMoved && !mine.getKey().equals(other.getKey());
    if (split) {
      conflicts.add(id + " moved to two states");
    }
    String state = theirsMoved && !oursMoved ? other.getKey() : mine.getKey();
    Map<String, String> row = Board.blank(state);
    Set<String> columns = new TreeSet<>(mine.getValue().keySet());
    columns.addAll(other.getValue().keySet());
    columns.addAll(before.getValue().keySet());
    for (String column : columns) {
      String was = before.getValue().getOrDefault(column, "");
      String a = mine.getValue().getOrDefault(column, was);
      String z = other.getValue().getOrDefault(column, was);
      String value = a.equals(was) ? z : a;
      if (row.containsKey(column)) {
        row.put(column, value);
        if (!Objects.equals(a, z) && !a.equals(was) && !z.equals(was)) {
          conflicts.add(id + " " + column);
        }
      } else if (!value.equals(was) && !split) {
        conflicts.add(id + " " + column + ", edited and moved");
      }
    }
    return Map.entry(state, row);
  }

  /** What is wrong with a merged board; nothing if all is right. */
  String verdict(Board merged) {
    List<String> ids = merged.ids();
    if (Set.copyOf(ids).size() != ids.size()) {
      return "a doubled ID";
    }
    var got = new TreeMap<>(merged.byId());
    for (var entry : expected.entrySet()) {
      String key = entry.getKey();
      if (!key.startsWith("renumbered ")) {
        var row = got.remove(key);
        if (!entry.getValue().equals(row)) {
          return key + " is " + row + " and not " + entry.getValue();
        }
      }
    }
    for (String id : renumbered) {
      String title = expected.get("renumbered " + id).getValue().get("Title");
      boolean found =
          got.entrySet().removeIf(entry -> entry.getValue().getValue().get("Title").equals(title));
      if (!found) {
        return "theirs of " + id + " is lost";
      }
    }
    return got.isEmpty() ? "" : "unexpected: " + got;
  }
}
