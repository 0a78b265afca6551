package ledger.exchange;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import ledger.document.Columns;
import org.jspecify.annotations.Nullable;

/**
 * A task as another program keeps it.
 *
 * @param key what it is called there, and other tasks refer to it by; empty if it has no name
 * @param state what its state is called there; empty if it does not say
 * @param cells its texts by column, the title among them; each is one line
 * @param prose text of several lines that belongs to it; null if there is none
 * @param line where it is, from 0
 */
public record ForeignTask(
    String key,
    String state,
    SequencedMap<String, String> cells,
    @Nullable String prose,
    int line) {
  public String title() {
    return cells.getOrDefault(Columns.TITLE, "");
  }

  /** The same, with nothing in its prose that a page would take for a reference to evidence. */
  ForeignTask withoutReferences() {
    return prose == null
        ? this
        : new ForeignTask(key, state, cells, ForeignProse.withoutReferences(prose), line);
  }

  /** A task while it is read. */
  static final class Builder {
    private final SequencedMap<String, String> cells = new LinkedHashMap<>();
    private final StringBuilder prose = new StringBuilder();
    private final int line;
    private String key = "";
    private String state = "";

    Builder(int line) {
      this.line = line;
    }

    Builder key(String text) {
      key = text.strip();
      return this;
    }

    Builder state(String text) {
      state = text.strip();
      return this;
    }

    String state() {
      return state;
    }

    /** Adds a text to a column; a second one follows the first. */
    Builder put(String column, String text) {
      String one = text.replaceAll("\\s*\\R\\s*", " ").strip();
      if (!one.isEmpty()) {
        cells.merge(column, one, (a, b) -> a + ", " + b);
      }
      return this;
    }

    boolean has(String column) {
      return cells.containsKey(column);
    }

    Builder prose(String text) {
      prose.append(prose.isEmpty() ? "" : "\n").append(text.stripTrailing());
      return this;
    }

    ForeignTask build() {
      String text = prose.toString().replaceAll("\\R", "\n").strip();
      return new ForeignTask(key, state, cells, text.isEmpty() ? null : text, line);
    }
  }
}
