package ledger.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A board of tasks as a test thinks of it: no code of the product reads or writes it. */
final class Board {
  static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("Backlog", List.of("ID", "Title", "Description", "Priority", "Owner"));
    COLUMNS.put("In Progress", List.of("ID", "Title", "Started", "Owner", "Notes"));
    COLUMNS.put("Review / QA", List.of("ID", "Title", "Reviewer", "Notes"));
    COLUMNS.put("Done", List.of("ID", "Title", "Completed", "Outcome"));
  }

  static final List<String> STATES = List.copyOf(COLUMNS.keySet());
  private static final List<String> PRIORITIES = List.of("Critical", "High", "Medium", "Low");

  /** Rows by state, each by column. */
  final Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();

  Board() {
    STATES.forEach(state -> rows.put(state, new ArrayList<>()));
  }

  static Board random(Random random, int tasks) {
    Board board = new Board();
    for (int i = 1; i <= tasks; i++) {
      board.add(random, i, "task " + i);
    }
    board.sort();
    for (int i = 0; i < tasks / 3; i++) {
      board.move(random);
    }
    return board;
  }

  Board copy() {
    Board copy = new Board();
    rows.forEach(
        (state, list) -> list.forEach(row -> copy.rows.get(state).add(new HashMap<>(row))));
    return copy;
  }

  /** One thing that people do to a ledger. */
  void change(Random random, String side) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> move(random);
      case 3, 4, 5, 6 -> edit(random, side);
      case 7 -> {
        int next =
            1 + ids().stream().mapToInt(id -> Integer.parseInt(id.substring(2))).max().orElse(0);
        add(random, next, "new of " + side + " " + random.nextInt(1_000_000));
        sort();
      }
      case 8 -> sort();
      default -> {
        if (random.nextInt(3) == 0) {
          some(random).remove(0);
        }
      }
    }
  }

  private void add(Random random, int number, String title) {
    Map<String, String> row = blank("Backlog");
    row.put("ID", String.format("T-%03d", number));
    row.put("Title", title);
    row.put("Description", "what " + number);
    row.put("Priority", PRIORITIES.get(random.nextInt(PRIORITIES.size())));
    rows.get("Backlog").add(row);
  }

  private void move(Random random) {
    String from = STATES.get(random.nextInt(STATES.size()));
    String to = STATES.get(random.nextInt(STATES.size()));
    if (from.equals(to) || rows.get(from).isEmpty()) {
      return;
    }
    Map<String, String> row = rows.get(from).remove(random.nextInt(rows.get(from).size()));
    Map<String, String> moved = blank(to);
    COLUMNS
        .get(to)
        .forEach(column -> moved.computeIfPresent(column, (c, v) -> row.getOrDefault(c, v)));
    if (to.equals("Backlog")) {
      moved.put("Priority", PRIORITIES.get(random.nextInt(PRIORITIES.size())));
    } else if (to.equals("In Progress")) {
      moved.put("Started", "2026-01-0" + (1 + random.nextInt(2)));
    } else if (to.equals("Done")) {
      moved.put("Outcome", "measured " + random.nextInt(3));
    }
    rows.get(to).add(0, moved);
    sort();
  }

  private void edit(Random random, String side) {
    String state = STATES.get(random.nextInt(STATES.size()));
    if (rows.get(state).isEmpty()) {
      return;
    }
    Map<String, String> row = rows.get(state).get(random.nextInt(rows.get(state).size()));
    List<String> columns = COLUMNS.get(state);
    String column = columns.get(1 + random.nextInt(columns.size() - 1));
    row.put(
        column,
        column.equals("Priority")
            ? PRIORITIES.get(random.nextInt(PRIORITIES.size()))
            : side + " " + random.nextInt(1000));
    sort();
  }

  private List<Map<String, String>> some(Random random) {
    List<List<Map<String, String>>> full =
        rows.values().stream().filter(list -> !list.isEmpty()).toList();
    return full.get(random.nextInt(full.size()));
  }

  private void sort() {
    rows.get("Backlog")
        .sort(Comparator.comparingInt(row -> PRIORITIES.indexOf(row.get("Priority"))));
  }

  static Map<String, String> blank(String state) {
    Map<String, String> row = new HashMap<>();
    COLUMNS.get(state).forEach(column -> row.put(column, ""));
    return row;
  }

  List<String> ids() {
    return rows.values().stream().flatMap(List::stream).map(row -> row.get("ID")).toList();
  }

  /** Each task's state and row; of a doubled one the last. */
  Map<String, Map.Entry<String, Map<String, String>>> byId() {
    Map<String, Map.Entry<String, Map<String, String>>> all = new TreeMap<>();
    rows.forEach(
        (state, list) -> list.forEach(row -> all.put(row.get("ID"), Map.entry(state, row))));
    return all;
  }

  boolean isSorted() {
    List<Integer> ranks =
        rows.get("Backlog").stream().map(row -> PRIORITIES.indexOf(row.get("Priority"))).toList();
    List<Integer> sorted = new ArrayList<>(ranks);
    Collections.sort(sorted);
    return ranks.equals(sorted);
  }

  String markdown() {
    StringBuilder text = new StringBuilder("# Work\n");
    rows.forEach(
        (state, list) -> {
          text.append("\n## ").append(state).append('\n');
          text.append("| ").append(String.join(" | ", COLUMNS.get(state))).append(" |\n");
          text.append("|---".repeat(COLUMNS.get(state).size())).append("|\n");
          for (Map<String, String> row : list) {
            COLUMNS
                .get(state)
                .forEach(column -> text.append("| ").append(row.get(column)).append(' '));
            text.append("|\n");
          }
        });
    return text.toString();
  }

  /** Reads what {@link #markdown} writes, and a merge of it; comments are left out. */
  static Board read(String markdown) {
    Board board = new Board();
    String state = "";
    boolean comment = false;
    for (String line : markdown.lines().toList()) {
      comment = (comment || line.startsWith("<!--")) && !line.startsWith("-->");
      if (line.startsWith("## ")) {
        state = line.substring(3);
      } else if (!comment && line.startsWith("| T-")) {
        String[] cells = line.split("\\|", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < COLUMNS.get(state).size(); i++) {
          row.put(COLUMNS.get(state).get(i), cells[i + 1].strip());
        }
        board.rows.get(state).add(row);
      }
    }
    return board;
  }
}
