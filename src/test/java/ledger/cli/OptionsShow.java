package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether everything that an accepted command asked for is there, and nothing else happened. */
record OptionsShow(AskedCommand asked, SeenLedger before, SeenLedger after) {
  private static final Layout LAYOUT = Layout.DEFAULT;
  private static final Map<String, String> STATES =
      Map.of("backlog", "backlog", "start", "in-progress", "review", "review", "done", "done");

  void check(String out) {
    switch (asked.verb()) {
      case "add" -> added();
      case "edit" -> edited();
      case "sort" -> sorted();
      case "remove" -> removed();
      case "renumber" -> renumbered();
      case "list" -> listed(out);
      default -> moved();
    }
  }

  private void added() {
    Set<TaskId> come = new LinkedHashSet<>(after.order());
    come.removeAll(before.order());
    assertThat(come).hasSize(1);
    TaskId id = come.iterator().next();
    assertThat(after.ledger().find(id).orElseThrow().state().id()).isEqualTo(state());
    if (asked.option("--prefix") != null) {
      assertThat(id.prefix()).isEqualTo(asked.option("--prefix"));
    }
    for (Map.Entry<String, String> cell : asked.cells()) {
      shows(id, titled(id, cell.getKey()), cell.getValue());
    }
    assertThat(after.without(come)).as("other rows").isEqualTo(before.without(come));
  }

  /** The title of a task is its description where the table has a column for that alone. */
  private String titled(TaskId id, String column) {
    Task is = after.ledger().find(id).orElseThrow();
    boolean described =
        is.indexOf("Title") < 0
            && is.indexOf("Description") >= 0
            && !byColumn().containsKey("Description");
    return column.equalsIgnoreCase("Title") && described ? "Description" : column;
  }

  private void edited() {
    Set<TaskId> ids = named();
    for (TaskId id : ids) {
      Map<String, String> said = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      byColumn().forEach((column, text) -> said.put(titled(id, column), text));
      String append = asked.option("--append");
      if (append != null) {
        String first = said.getOrDefault("Notes", before.text(id, "Notes")).strip();
        said.put("Notes", (first + " " + append.strip()).strip());
      }
      said.forEach((column, text) -> shows(id, column, text));
      otherColumns(id, said.keySet());
    }
    assertThat(after.without(ids)).as("other rows").isEqualTo(before.without(ids));
    if (asked.cells().stream().noneMatch(cell -> cell.getKey().equalsIgnoreCase("Priority"))) {
      assertThat(after.order()).as("order").isEqualTo(before.order());
    }
  }

  private void moved() {
    Set<TaskId> ids = named();
    for (TaskId id : ids) {
      Task was = before.ledger().find(id).orElseThrow();
      Task is = after.ledger().find(id).orElseThrow();
      assertThat(is.state().id()).isEqualTo(asked.state() == null ? was.state().id() : state());
      cells(id, asked.cells());
      if (was.state().equals(is.state())) {
        assertThat(asked.options()).doesNotContainKeys("--date", "--waive");
        otherColumns(id, byColumn().keySet());
      } else {
        transition(id, is);
      }
    }
    assertThat(after.without(ids)).as("other rows").isEqualTo(before.without(ids));
    placed(List.copyOf(ids));
  }

  private void transition(TaskId id, Task is) {
    TaskPage page = after.pages().get(id);
    Transition last = page.history().getLast();
    assertThat(last.state()).isEqualTo(is.state().id());
    assertThat(last.waived()).as("waiver").isEqualTo(asked.option("--waive"));
    String date = asked.option("--date");
    if (date != null) {
      assertThat(last.date()).hasToString(date);
      for (String column : List.of("Started", "Completed")) {
        if (is.indexOf(column) >= 0 && !byColumn().containsKey(column)) {
          assertThat(is.text(column)).as(column).isEqualTo(date);
        }
      }
    }
  }

  private void placed(List<TaskId> ids) {
    List<TaskId> order = after.order();
    if (asked.option("--before") != null) {
      int at = order.indexOf(id(asked.option("--before")));
      assertThat(order.subList(at - ids.size(), at)).isEqualTo(ids);
    } else if (asked.option("--after") != null) {
      int at = order.indexOf(id(asked.option("--after"))) + 1;
      assertThat(order.subList(at, at + ids.size())).isEqualTo(ids);
    } else if (asked.option("--to-top") != null && ids.size() == 1) {
      Task task = after.ledger().find(ids.getFirst()).orElseThrow();
      Table table = after.tableOf(task);
      List<Task> rest = new ArrayList<>(table.rows());
      int index = rest.indexOf(task);
      rest.remove(task);
      List<Integer> ranks = rest.stream().map(OptionsShow::rank).toList();
      boolean sorted = ranks.equals(ranks.stream().sorted().toList());
      for (int above = 0; above < index; above++) {
        assertThat(sorted && ranks.get(above) < rank(task)).as("to the top").isTrue();
      }
    }
  }

  private void sorted() {
    List<String> by =
        asked.option("--by") == null ? List.of("Priority") : List.of(asked.option("--by"));
    boolean reverse = asked.option("--reverse") != null;
    boolean any = false;
    for (Map.Entry<TablePlace, Table> table : before.ledger().tables().entrySet()) {
      List<Task> expected = new ArrayList<>(table.getValue().rows());
      State state = table.getKey().state();
      boolean has = table.getValue().indexOf(by.getFirst()) >= 0;
      if (has && (asked.state() == null || state.id().equals(state()))) {
        any = true;
        expected.sort(order(by.getFirst(), reverse));
      }
      assertThat(after.ledger().tables().get(table.getKey()).rows().stream().map(Task::texts))
          .isEqualTo(expected.stream().map(Task::texts).toList());
    }
    assertThat(any || asked.state() == null).as("a named section is sorted").isTrue();
  }

  private static Comparator<Task> order(String column, boolean reverse) {
    Comparator<Task> up =
        switch (column.toLowerCase(java.util.Locale.ROOT)) {
          case "priority" -> Comparator.comparingInt(OptionsShow::rank);
          case "id" -> Comparator.comparing(Task::id);
          default ->
              Comparator.comparing((Task task) -> number(task.text(column)) == null)
                  .thenComparing(
                      task -> number(task.text(column)),
                      Comparator.nullsLast(Comparator.naturalOrder()))
                  .thenComparing(
                      task ->
                          number(task.text(column)) == null
                              ? task.text(column).toLowerCase(java.util.Locale.ROOT)
                              : "");
        };
    return Comparator.comparing((Task task) -> task.text(column).isEmpty())
        .thenComparing(reverse ? up.reversed() : up);
  }

  private static java.math.@org.jspecify.annotations.Nullable BigDecimal number(String text) {
    return text.matches("[+-]?[0-9]{1,30}([.][0-9]{1,30})?")
        ? new java.math.BigDecimal(text)
        : null;
  }

  private void removed() {
    Set<TaskId> ids = named();
    assertThat(after.order()).doesNotContainAnyElementsOf(ids);
    assertThat(after.without(ids)).as("other rows").isEqualTo(before.without(ids));
    String archive = after.files().get("ledger/archive.md");
    for (TaskId id : ids) {
      assertThat(archive).contains(id.value());
    }
    String reason = asked.option("--reason");
    if (reason != null) {
      String cell = latin(reason.strip().replace("|", "\\|"));
      assertThat(archive.lines().toList().getLast()).endsWith("| " + cell + " |");
    }
  }

  private static String latin(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private void renumbered() {
    TaskId old = named().iterator().next();
    List<TaskId> order = new ArrayList<>(before.order());
    order.set(order.indexOf(old), id(asked.state()));
    assertThat(after.order()).isEqualTo(order);
  }

  private void listed(String out) {
    JsonNode tasks = JsonMapper.shared().readTree(out).path("tasks");
    List<String> ids = tasks.valueStream().map(task -> task.path("id").asString()).toList();
    String search = asked.options().getOrDefault("--search", "").toLowerCase(java.util.Locale.ROOT);
    assertThat(ids)
        .isEqualTo(
            before.ledger().tasks().stream()
                .filter(task -> given("--state") == null || task.state().id().equals(state()))
                .filter(task -> equal(given("--priority"), task.text("Priority")))
                .filter(task -> equal(given("--owner"), task.text("Owner")))
                .filter(
                    task ->
                        String.join("\n", task.texts())
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains(search))
                .map(task -> task.id().value())
                .toList());
  }

  private @org.jspecify.annotations.Nullable String given(String option) {
    return asked.option(option);
  }

  private static boolean equal(@org.jspecify.annotations.Nullable String wanted, String text) {
    return wanted == null || text.equalsIgnoreCase(wanted);
  }

  private void cells(TaskId id, List<Map.Entry<String, String>> cells) {
    cells.forEach(cell -> shows(id, cell.getKey(), cell.getValue()));
  }

  private void shows(TaskId id, String column, String text) {
    assertThat(after.text(id, column)).as(id + " " + column).isEqualTo(text.strip());
  }

  private void otherColumns(TaskId id, Set<String> said) {
    Task was = before.ledger().find(id).orElseThrow();
    Task is = after.ledger().find(id).orElseThrow();
    for (String column : was.values().keySet()) {
      if (said.stream().noneMatch(name -> was.indexOf(name) == was.indexOf(column))) {
        assertThat(is.text(column)).as(id + " " + column).isEqualTo(was.text(column));
      }
    }
  }

  private Map<String, String> byColumn() {
    Map<String, String> said = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    asked.cells().forEach(cell -> said.put(cell.getKey(), cell.getValue()));
    return said;
  }

  private Set<TaskId> named() {
    return asked.ids().stream()
        .map(OptionsShow::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String state() {
    String word = asked.option("--state") == null ? asked.state() : asked.option("--state");
    return STATES.get(word);
  }

  private static TaskId id(@org.jspecify.annotations.Nullable String word) {
    return TaskId.typed(String.valueOf(word)).orElseThrow();
  }

  private static int rank(Task task) {
    return LAYOUT.rank(task.text("Priority"));
  }
}
