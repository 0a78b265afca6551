package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import ledger.document.Column;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Table;
import ledger.document.TablePlace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.text.SourceText;

/**
 * A ledger and its pages as they are on the disk between two commands.
 *
 * @param files every other file by its name
 */
record SeenLedger(Ledger ledger, Map<TaskId, TaskPage> pages, SortedMap<String, String> files) {
  static SeenLedger in(Path folder) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve("ledger/TASKS.md"));
    Parsed parsed = LedgerParser.parse(SourceText.decode("TASKS.md", bytes), Layout.DEFAULT);
    assertThat(parsed.problems()).isEmpty();
    SortedMap<String, String> files = Story.files(folder);
    Map<TaskId, TaskPage> pages = new HashMap<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey();
      if (name.startsWith("ledger/tasks/")) {
        byte[] page = file.getValue().getBytes(StandardCharsets.ISO_8859_1);
        pages.put(
            TaskId.ofFile(Path.of(name).getFileName().toString()).orElseThrow(),
            TaskPage.parse(SourceText.decode(name, page)));
      }
    }
    return new SeenLedger(parsed.ledger(), pages, files);
  }

  /** Every byte of it. */
  String bytes() {
    return ledger.source().content() + "\n" + files;
  }

  Optional<Task> task(String id) {
    return TaskId.typed(id).flatMap(ledger::find);
  }

  /** What a task says in a column, in its row or on its page. */
  String text(TaskId id, String column) {
    Task task = ledger.find(id).orElseThrow();
    if (task.indexOf(column) >= 0) {
      return task.text(column);
    }
    List<Column> all =
        ledger.tables().values().stream().flatMap(table -> table.columns().stream()).toList();
    int other = Column.indexOf(all, column);
    String name = other < 0 ? column : all.get(other).name();
    TaskPage page = pages.get(id);
    String kept = page == null ? "" : page.facts().carriedOver(column);
    return page == null || !kept.isEmpty() ? kept : page.facts().carriedOver(name);
  }

  /** Each table's rows, but for some. */
  Map<TablePlace, List<List<String>>> without(Set<TaskId> ids) {
    Map<TablePlace, List<List<String>>> rows = new LinkedHashMap<>();
    ledger
        .tables()
        .forEach(
            (place, table) ->
                rows.put(
                    place,
                    table.rows().stream()
                        .filter(row -> !ids.contains(row.id()))
                        .map(row -> List.copyOf(row.texts()))
                        .toList()));
    return rows;
  }

  Table tableOf(Task task) {
    return ledger.tables().values().stream()
        .filter(table -> table.rows().contains(task))
        .findFirst()
        .orElseThrow();
  }

  /** The IDs in the order of their rows. */
  List<TaskId> order() {
    return ledger.tasks().stream().map(Task::id).toList();
  }

  AskedCommand.Vocabulary vocabulary() {
    Set<String> columns = new LinkedHashSet<>(List.of("Title", "notes", "Priority", "Nope"));
    ledger
        .tables()
        .values()
        .forEach(table -> table.columns().forEach(column -> columns.add(column.name())));
    List<String> ids = new ArrayList<>(List.of("T-404"));
    ledger.tasks().forEach(task -> ids.add(task.id().value()));
    columns.removeIf(column -> column.contains(",") || column.contains("=") || column.isEmpty());
    return new AskedCommand.Vocabulary(
        ids, List.copyOf(columns), List.of("backlog", "start", "review", "done"));
  }
}
