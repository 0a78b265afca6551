package ledger.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import ledger.document.edit.Change;
import ledger.document.edit.Lookup;
import ledger.document.edit.Plan;
import ledger.document.edit.Planner;
import ledger.document.edit.Refusal;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Outline;
import ledger.document.parse.Parsed;
import ledger.text.SourceText;

/**
 * A ledger as it stands in its file: sections, tables, rows and where each of them is.
 *
 * @param source the file, every byte of it
 * @param title the first heading's text; empty if there is none
 * @param sections one a state that the file has a heading for, in the file's order
 */
public record Ledger(SourceText source, String title, List<Section> sections) {
  /**
   * Makes the parser ready on a thread of its own, while the caller still looks for what to parse:
   * its first use takes as long as all the rest of a quick command.
   */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("parser").start(Outline::prepare);
  }

  /** Reads a ledger; what cannot be understood is a problem of the result, never passed over. */
  public static Parsed parse(SourceText source, Layout layout) {
    return LedgerParser.parse(source, layout);
  }

  /**
   * How a change of this ledger would be made.
   *
   * @param page the page of the task that the change is about, if there is one
   * @throws Refusal if the ledger has no such task, section or column
   */
  public Plan plan(Layout layout, Change change, Optional<TaskPage> page) throws Refusal {
    return Planner.plan(this, layout, change, page);
  }

  /** Every row, in the file's order. */
  public List<Task> tasks() {
    return sections.stream().flatMap(section -> section.tasks().stream()).toList();
  }

  public Optional<Task> find(TaskId id) {
    return tasks().stream().filter(task -> task.id().equals(id)).findFirst();
  }

  /**
   * The row with this ID, letter case ignored.
   *
   * @throws Refusal if there is none; it names the nearest ID that exists
   */
  public Task find(String id) throws Refusal {
    Optional<Task> found = TaskId.parse(id.toUpperCase(Locale.ROOT)).flatMap(this::find);
    if (found.isPresent()) {
      return found.get();
    }
    throw Lookup.unknown(this, id);
  }

  /** Every ID that the file names anywhere, in prose and other sections too. */
  public Set<TaskId> mentioned() {
    return Mentions.named(source.content());
  }

  public Optional<Section> section(State state) {
    return sections.stream().filter(section -> section.state().equals(state)).findFirst();
  }
}
