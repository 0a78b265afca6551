package ledger.app.completion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.parse.LedgerParser;
import ledger.text.InvalidText;

/**
 * The words that a ledger knows.
 *
 * @param ids with their tasks' titles
 * @param states with their headings
 * @param priorities the scale's, highest first, as the file writes them if it does
 * @param texts what cells say, by the column's role: owners, reviewers, milestones, tags
 * @param columns the names of all
 * @param environments of experiments
 */
public record KnownWords(
    SequencedMap<String, String> ids,
    SequencedMap<String, String> states,
    List<String> priorities,
    Map<String, Set<String>> texts,
    Set<String> columns,
    Set<String> environments) {
  private static final List<String> ROLES =
      List.of(Columns.OWNER, Columns.REVIEWER, Columns.MILESTONE);

  private static final KnownWords NONE =
      new KnownWords(
          new LinkedHashMap<>(), new LinkedHashMap<>(), List.of(), Map.of(), Set.of(), Set.of());

  /** Also of a ledger with problems, as far as it can be read. */
  static KnownWords of(Session session) {
    try {
      Workplace workplace = Workplace.open(session);
      return of(
          LedgerParser.parse(workplace.source(workplace.workspace().ledger()), workplace.layout())
              .ledger(),
          workplace.settings().environments().keySet());
    } catch (IOException | InvalidText | Failure e) {
      return NONE; // who completes a command wants no message
    }
  }

  private static KnownWords of(Ledger ledger, Set<String> environments) {
    SequencedMap<String, String> ids = new LinkedHashMap<>();
    Map<String, Set<String>> texts = new LinkedHashMap<>();
    for (Task task : ledger.tasks()) {
      ids.put(task.id().value(), task.title());
      for (String role : ROLES) {
        add(texts, role, task.text(role));
      }
      task.tags().forEach(tag -> add(texts, Columns.TAGS, tag));
    }
    SequencedMap<String, String> states = new LinkedHashMap<>();
    for (State state : ledger.layout().states()) {
      states.put(state.id(), state.heading());
    }
    Set<String> columns = new LinkedHashSet<>();
    for (Table table : ledger.tables().values()) {
      table.columns().stream().map(Column::name).forEach(columns::add);
    }
    return new KnownWords(
        ids,
        states,
        new ArrayList<>(ledger.layout().priorities()),
        texts,
        columns,
        new LinkedHashSet<>(environments));
  }

  private static void add(Map<String, Set<String>> texts, String role, String text) {
    if (!text.isBlank()) {
      texts.computeIfAbsent(role, r -> new LinkedHashSet<>()).add(text);
    }
  }
}
