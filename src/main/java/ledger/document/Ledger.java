package ledger.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.text.SourceText;

/**
 * A ledger as it is in its file: sections, tables, rows, and where each of them is.
 *
 * @param source the file, every byte of it
 * @param title the first heading's text; empty if there is none
 * @param sections one for each state that has a heading in the file, in the file's order
 */
public record Ledger(SourceText source, String title, List<Section> sections) {
  /** Every row, in the file's order. */
  public List<Task> tasks() {
    return sections.stream().flatMap(section -> section.tasks().stream()).toList();
  }

  public Optional<Task> find(TaskId id) {
    return tasks().stream().filter(task -> task.id().equals(id)).findFirst();
  }

  /** Every ID that the file mentions anywhere, including prose and other sections. */
  public Set<TaskId> mentioned() {
    return Mentions.named(source.content());
  }

  public Optional<Section> section(State state) {
    return sections.stream().filter(section -> section.state().equals(state)).findFirst();
  }
}
