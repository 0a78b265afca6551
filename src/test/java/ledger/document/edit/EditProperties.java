package ledger.document.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.CellWriter;
import ledger.document.Choices;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Dates;
import ledger.document.Ledger;
import ledger.document.LedgerDomain;
import ledger.document.LedgerWriter.Written;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.Verbs;
import ledger.document.Verbs.Changed;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.document.parse.RowScanner;
import ledger.text.Span;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Each verb changes the lines that it says, and no others. */
@Domain(LedgerDomain.class)
class EditProperties {
  @Property
  void aMoveTakesOneLineAwayAndPutsOneIn(@ForAll Written written, @ForAll Choices choices)
      throws Exception {
    Ledger before = Verbs.parse(written.text());
    Task task = anyTask(before, choices);
    State to = anySection(before, choices).state();
    Changed after = Verbs.move(before, task.id(), to, Optional.empty());
    Task moved = after.ledger().find(task.id()).orElseThrow();
    assertThat(moved.state()).isEqualTo(to);
    if (to.equals(task.state())) {
      assertThat(after.text()).isEqualTo(written.text());
    } else {
      assertSameBut(before, task.line(), after.ledger(), moved.line());
    }
  }

  @Property
  void thereAndBackGivesTheSameBytes(@ForAll Written written, @ForAll Choices choices)
      throws Exception {
    Ledger before = Verbs.parse(written.text());
    Task task = anyTask(before, choices);
    Optional<TaskPage> page = Optional.empty();
    Changed now = new Changed(before, page);
    for (int more = choices.between(1, 3); more > 0; more--) {
      State to = anySection(now.ledger(), choices).state();
      now = Verbs.move(now.ledger(), task.id(), to, now.page());
    }
    now = Verbs.move(now.ledger(), task.id(), task.state(), now.page());
    assertThat(now.text()).isEqualTo(written.text());
  }

  @Property
  void anEditChangesNothingButItsCell(@ForAll Written written, @ForAll Choices choices)
      throws Exception {
    Ledger before = Verbs.parse(written.text());
    Task task = anyTask(before, choices);
    List<Column> columns = new ArrayList<>(task.columns());
    columns.remove(task.indexOf(Columns.ID));
    Assume.that(!columns.isEmpty());
    Column column = choices.of(columns);
    String value = value(column, choices);
    Changed after = Verbs.set(before, task.id(), Map.of(column.name(), value));
    Task edited = after.ledger().find(task.id()).orElseThrow();
    assertThat(edited.text(column.name())).isEqualTo(RowScanner.unpadded(value));
    boolean moves = column.name().equalsIgnoreCase(Columns.PRIORITY);
    List<String> was = new ArrayList<>(moves ? Verbs.lines(before) : Verbs.fullLines(before));
    List<String> is =
        new ArrayList<>(moves ? Verbs.lines(after.ledger()) : Verbs.fullLines(after.ledger()));
    was.remove(task.line());
    is.remove(edited.line());
    assertThat(is).as("all other lines").isEqualTo(was);
    assertThat(moves || edited.line() == task.line()).as("in its place").isTrue();
    int index = task.indexOf(column.name());
    for (int i = 0; i < columns.size(); i++) {
      if (i != index) {
        assertThat(source(after.ledger(), edited, i)).isEqualTo(source(before, task, i));
      }
    }
  }

  @Property
  void anAdditionPutsOneLineIn(@ForAll Written written, @ForAll Choices choices) throws Exception {
    Ledger before = Verbs.parse(written.text());
    Section section = anySection(before, choices);
    Map<String, String> values = new LinkedHashMap<>();
    for (Column column : section.table().columns()) {
      if (!column.name().equalsIgnoreCase(Columns.ID) && choices.onceIn(2)) {
        values.put(column.name(), value(column, choices));
      }
    }
    TaskId id = new TaskId("NEW-1");
    Changed after = Verbs.add(before, id, section.state(), values);
    Task added = after.ledger().find(id).orElseThrow();
    values.forEach((k, v) -> assertThat(added.text(k)).isEqualTo(RowScanner.unpadded(v)));
    assertSameBut(before, -1, after.ledger(), added.line());
  }

  @Property
  void sortIsAStablePermutationOfRows(@ForAll Written written) throws Exception {
    Ledger before = Verbs.parse(written.text());
    Changed after = Verbs.sort(before);
    assertThat(Verbs.sort(after.ledger()).text()).as("again").isEqualTo(after.text());
    List<String> was = new ArrayList<>(Verbs.lines(before));
    List<String> is = new ArrayList<>(Verbs.lines(after.ledger()));
    for (int s = 0; s < before.sections().size(); s++) {
      for (int t = 0; t < before.sections().get(s).tables().size(); t++) {
        Table from = before.sections().get(s).tables().get(t);
        Table to = after.ledger().sections().get(s).tables().get(t);
        List<Task> expected = new ArrayList<>(from.rows());
        if (from.indexOf(Columns.PRIORITY) >= 0) {
          expected.sort(
              Comparator.comparingInt(row -> Verbs.LAYOUT.rank(row.text(Columns.PRIORITY))));
        }
        for (int i = 0; i < expected.size(); i++) {
          assertThat(is.get(to.rows().get(i).line())).isEqualTo(was.get(expected.get(i).line()));
        }
        to.rows().forEach(row -> is.set(row.line(), ""));
        from.rows().forEach(row -> was.set(row.line(), ""));
      }
    }
    assertThat(is).as("all other lines").isEqualTo(was);
  }

  @Property
  void manyChangesGiveWhatOneAfterAnotherGives(@ForAll Written written, @ForAll Choices choices)
      throws Exception {
    Ledger before = Verbs.parse(written.text());
    Planner together = new Planner(before);
    Ledger now = before;
    Map<TaskId, TaskPage> pages = new HashMap<>();
    for (int more = choices.between(2, 8); more > 0; more--) {
      Change change = anyChange(now, choices, more);
      Optional<TaskPage> page = change.subject().map(pages::get);
      Planner alone = new Planner(now);
      Optional<PageFacts> facts;
      try {
        facts = alone.change(change, page);
      } catch (Refusal e) {
        assertThatThrownBy(() -> together.change(change, page)).hasMessage(e.getMessage());
        break;
      }
      now = alone.plan().apply(now, Verbs.LAYOUT);
      assertThat(together.change(change, page)).isEqualTo(facts);
      if (facts.isPresent()) {
        TaskPage old = page.isPresent() ? page.get() : Verbs.page("# The user's own\n");
        pages.put(change.subject().orElseThrow(), Verbs.page(old.with(facts.get())));
      }
      String all = together.plan().apply(before, Verbs.LAYOUT).source().content();
      assertThat(all).as(change.toString()).isEqualTo(now.source().content());
    }
  }

  private static Change anyChange(Ledger ledger, Choices choices, int number) {
    TaskId id = anyTask(ledger, choices).id();
    Task task = ledger.find(id).orElseThrow();
    return switch (choices.below(9)) {
      case 0 -> new Change.Remove(id);
      case 1 -> new Change.Sort(Verbs.LAYOUT.states());
      case 2 -> new Change.Put(id, Change.Spot.BEFORE, anyTask(ledger, choices).id());
      case 3 -> new Change.Put(id, Change.Spot.TOP, null);
      case 4 -> new Change.Add(new TaskId("NEW-" + number), task.state(), Map.of());
      case 5, 6 -> {
        Column column = choices.of(task.columns());
        boolean ofId = column.name().equalsIgnoreCase(Columns.ID);
        yield ofId
            ? new Change.Renumber(id, new TaskId("OLD-" + number), false)
            : new Change.SetCells(id, Map.of(column.name(), value(column, choices)));
      }
      default ->
          new Change.Move(
              id,
              anySection(ledger, choices).state(),
              Map.of(),
              Map.of(),
              LocalDate.of(2026, 11, 23),
              null);
    };
  }

  private static Task anyTask(Ledger ledger, Choices choices) {
    List<Task> tasks = ledger.tasks();
    Assume.that(!tasks.isEmpty());
    return choices.of(tasks);
  }

  private static Section anySection(Ledger ledger, Choices choices) {
    return choices.of(ledger.sections());
  }

  private static String value(Column column, Choices choices) {
    if (Dates.asked(column)) {
      return choices.of("2026-11-23", "", " 2024-02-29 ");
    }
    if (column.name().equalsIgnoreCase(Columns.PRIORITY)) {
      return choices.of("High", "Low", "", " critical ");
    }
    String value = CellWriter.wild(choices).text();
    return switch (choices.below(8)) {
      case 4 -> "";
      case 5 -> value + "\\";
      case 6 -> " " + value + "\t";
      case 7 -> value + "\r\nsecond line\n";
      default -> value;
    };
  }

  private static String source(Ledger ledger, Task task, int cell) {
    Span content = task.cells().get(cell).content();
    return content.of(ledger.source().content());
  }

  /** The same lines, but for one of each; the same line ends, but for the file's last. */
  private static void assertSameBut(Ledger before, int gone, Ledger after, int come) {
    List<String> was = new ArrayList<>(Verbs.lines(before));
    List<String> is = new ArrayList<>(Verbs.lines(after));
    List<String> fullWas = new ArrayList<>(Verbs.fullLines(before));
    List<String> fullIs = new ArrayList<>(Verbs.fullLines(after));
    if (gone >= 0) {
      was.remove(gone);
      fullWas.remove(gone);
    }
    is.remove(come);
    fullIs.remove(come);
    assertThat(is).isEqualTo(was);
    assertThat(after.source().content().startsWith("\uFEFF"))
        .isEqualTo(before.source().content().startsWith("\uFEFF"));
    if (before.source().content().matches("(?s).*[\r\n]")) {
      assertThat(fullIs).isEqualTo(fullWas);
    } else {
      assertThat(after.source().content()).as("no last line end").doesNotMatch("(?s).*[\r\n]");
    }
  }
}
