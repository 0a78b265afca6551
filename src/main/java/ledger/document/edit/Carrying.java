package ledger.document.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import ledger.document.Column;
import ledger.document.Task;
import ledger.document.page.PageFacts;

/**
 * What a row takes along into another table: its own cells, and what its page kept for it. Each
 * text goes to the column of the same name, or else to the one of the same role.
 */
final class Carrying {
  private final List<Column> target;

  /** The row's own, then the page's. */
  private final List<Column> from = new ArrayList<>();

  private final List<String> texts = new ArrayList<>();
  private final int own;

  Carrying(Task task, List<String> own, PageFacts facts, List<Column> target, Lookup lookup) {
    this.target = target;
    from.addAll(task.columns());
    texts.addAll(own);
    this.own = from.size();
    for (Map.Entry<String, String> kept : facts.carriedOver().entrySet()) {
      if (from.stream().noneMatch(column -> column.name().equalsIgnoreCase(kept.getKey()))) {
        from.add(lookup.kept(kept.getKey()));
        texts.add(kept.getValue());
      }
    }
  }

  /** Whether the row, or its page, has a text for a column of the target, even an empty one. */
  boolean has(int column) {
    return source(column) >= 0;
  }

  String text(int column) {
    return texts.get(source(column));
  }

  /** What the page has to keep then: everything that no column of the target takes. */
  SequencedMap<String, String> left() {
    Set<Integer> taken = new LinkedHashSet<>();
    for (int column = 0; column < target.size(); column++) {
      taken.add(source(column));
    }
    SequencedMap<String, String> left = new LinkedHashMap<>();
    for (int i = 0; i < from.size(); i++) {
      int at = (i + own) % from.size(); // The page's first.
      if (!taken.contains(at) && !texts.get(at).isEmpty()) {
        left.put(from.get(at).name(), texts.get(at));
      }
    }
    return left;
  }

  private int source(int column) {
    int named = named(from, target.get(column).name());
    String role = target.get(column).role();
    if (named >= 0 || role == null) {
      return named;
    }
    for (int i = 0; i < from.size(); i++) {
      if (role.equals(from.get(i).role()) && named(target, from.get(i).name()) < 0) {
        return i;
      }
    }
    return -1;
  }

  private static int named(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }
}
