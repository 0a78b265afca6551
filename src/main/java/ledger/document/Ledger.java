package ledger.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import ledger.text.SourceText;

/**
 * A ledger as it is in its file: sections, tables, rows, and where each of them is.
 *
 * @param source the file, every byte of it
 * @param title the first heading's text; empty if there is none
 * @param sections one for each state that has a heading in the file, in the file's order; or one
 *     for each state, if the tables have a Status column
 * @param layout what its words mean, with the form of IDs and the priorities that were recognised
 */
public record Ledger(SourceText source, String title, List<Section> sections, Layout layout) {
  /** An empty ledger. */
  public static Ledger none(SourceText source) {
    return new Ledger(source, "", List.of(), Layout.DEFAULT);
  }

  /** Every table by its place, in the file's order. */
  public SequencedMap<TablePlace, Table> tables() {
    SequencedMap<TablePlace, Table> tables = new LinkedHashMap<>();
    for (Section section : sections) {
      for (int i = 0; i < section.tables().size(); i++) {
        Table table = section.tables().get(i);
        tables.put(new TablePlace(table.mixed() ? TablePlace.MIXED : section.state(), i), table);
      }
    }
    return tables;
  }

  /** Every row, in the file's order. */
  public List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    tables().values().forEach(table -> tasks.addAll(table.rows()));
    return tasks;
  }

  /** Every row without an ID, in the file's order. */
  public List<DraftRow> drafts() {
    return tables().values().stream().flatMap(table -> table.drafts().stream()).toList();
  }

  public Optional<Task> find(TaskId id) {
    return tasks().stream().filter(task -> task.id().equals(id)).findFirst();
  }

  /** Every ID that the file mentions anywhere, including prose and other sections. */
  public Set<TaskId> mentioned() {
    Set<TaskId> ids = Mentions.named(source.content(), layout.ids());
    tasks().forEach(task -> ids.add(task.id()));
    return ids;
  }

  public Optional<Section> section(State state) {
    return sections.stream().filter(section -> section.state().equals(state)).findFirst();
  }
}
