package ledger.app.exchange;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.words.PriorityScale;
import ledger.exchange.ForeignTask;
import org.jspecify.annotations.Nullable;

/** What states and priorities of another list are called in this ledger. */
final class Here {
  private final Ledger ledger;
  private final Layout layout;
  private final SequencedMap<String, String> changed;

  /** The other list's scale, if its priorities are on one. */
  private final List<String> theirs;

  /** Whether this ledger may get the other's scale, because it has no priorities yet. */
  private final boolean free;

  /**
   * @param changed gets what is called otherwise here
   */
  Here(Ledger ledger, List<ForeignTask> tasks, SequencedMap<String, String> changed) {
    this.ledger = ledger;
    this.layout = ledger.layout();
    this.changed = changed;
    this.theirs =
        PriorityScale.of(
                tasks.stream()
                    .map(task -> task.cells().getOrDefault(Columns.PRIORITY, ""))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.toSet()))
            .orElse(List.of());
    this.free =
        !layout.wording().ranked()
            && !theirs.isEmpty()
            && ledger.tasks().stream().allMatch(task -> task.text(Columns.PRIORITY).isEmpty());
  }

  /** The scale of the priorities once the list is here. */
  List<String> scale() {
    return free ? theirs : layout.priorities();
  }

  /** The state of a task; what is none here is kept in the cells. */
  State state(ForeignTask task, Map<String, String> cells) {
    String word = task.state();
    Optional<State> meant =
        layout
            .state(word.toLowerCase(Locale.ROOT))
            .or(() -> layout.byHeading(word))
            .or(() -> layout.meant(word))
            .filter(state -> ledger.section(state).isPresent());
    if (meant.isPresent()) {
      return meant.get();
    }
    State first = ledger.sections().getFirst().state();
    if (!word.isEmpty()) {
      cells.put("Former state", word);
      changed.put(word, first.heading());
    }
    return first;
  }

  /** Writes a priority as it is written here; one that has no place on the scale is kept apart. */
  void ranked(Map<String, String> cells) {
    String text = cells.get(Columns.PRIORITY);
    if (text == null || layout.rank(text) >= 0 || free) {
      return;
    }
    String word = here(text);
    if (word == null) {
      cells.remove(Columns.PRIORITY);
      cells.put("Former priority", text);
    } else {
      cells.put(Columns.PRIORITY, word);
      changed.put(text, word);
    }
  }

  /** By its first letter, as {@code H} is High, or else by its place on the scale. */
  private @Nullable String here(String text) {
    List<String> ours = layout.priorities();
    Optional<String> letter =
        ours.stream()
            .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(text.toLowerCase(Locale.ROOT)))
            .min(Comparator.comparingInt(String::length));
    if (letter.isPresent() && theirs.contains("H")) {
      return letter.get();
    }
    int rank = PriorityScale.rank(theirs, text);
    return rank < 0 ? null : ours.get(Math.min(rank, ours.size() - 1));
  }
}
