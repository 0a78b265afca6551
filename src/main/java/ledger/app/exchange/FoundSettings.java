package ledger.app.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import ledger.document.Columns;
import ledger.document.IdForm;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The few settings by which a file can be read.
 *
 * @param states by ID, with their headings; empty for the usual ones
 * @param id what the column of IDs is called; null if it needs no setting
 * @param title what the column of titles is called; null if it needs no setting
 * @param priorities highest first; empty if they need no setting
 * @param ids the pattern of the IDs; null if it needs no setting
 */
record FoundSettings(
    SequencedMap<String, String> states,
    @Nullable String id,
    @Nullable String title,
    List<String> priorities,
    @Nullable String ids) {
  static final FoundSettings NONE =
      new FoundSettings(new LinkedHashMap<>(), null, null, List.of(), null);

  FoundSettings withState(String state, String heading) {
    SequencedMap<String, String> more = new LinkedHashMap<>();
    if (states.isEmpty()) {
      Layout.DEFAULT.states().forEach(usual -> more.put(usual.id(), usual.heading()));
    } else {
      more.putAll(states);
    }
    boolean last = !more.containsKey(state) && more.containsKey(Layout.DONE);
    more.put(state, heading);
    if (last) {
      more.putLast(Layout.DONE, String.valueOf(more.remove(Layout.DONE)));
    }
    return new FoundSettings(more, id, title, priorities, ids);
  }

  FoundSettings withStates(SequencedMap<String, String> others) {
    return new FoundSettings(others, id, title, priorities, ids);
  }

  FoundSettings withId(String column) {
    return new FoundSettings(states, column, title, priorities, ids);
  }

  FoundSettings withTitle(String column) {
    return new FoundSettings(states, id, column, priorities, ids);
  }

  FoundSettings withPriorities(List<String> scale) {
    return new FoundSettings(states, id, title, scale, ids);
  }

  FoundSettings withIds(String pattern) {
    return new FoundSettings(states, id, title, priorities, pattern);
  }

  Layout layout() {
    List<State> all =
        states.isEmpty()
            ? Layout.DEFAULT.states()
            : states.entrySet().stream().map(s -> new State(s.getKey(), s.getValue())).toList();
    return new Layout(
        all,
        priorities.isEmpty() ? Layout.DEFAULT.priorities() : priorities,
        new Wording(
            ids == null ? null : IdForm.named(ids).orElseThrow(),
            columns(),
            new LinkedHashMap<>(),
            List.of(),
            Map.of(),
            Map.of(),
            !priorities.isEmpty()));
  }

  private Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    if (id != null) {
      columns.put(Columns.ID, List.of(id));
    }
    if (title != null) {
      columns.put(Columns.TITLE, List.of(title));
    }
    return columns;
  }

  /**
   * The same as TOML; empty if there are none.
   *
   * @param ledger where the ledger is, from the folder of the settings; null for the usual place
   */
  String toml(@Nullable String ledger) {
    StringBuilder toml = new StringBuilder();
    if (ledger != null) {
      toml.append("ledger = ").append(quoted(ledger)).append('\n');
    }
    if (!priorities.isEmpty()) {
      toml.append("priorities = ").append(list(priorities)).append('\n');
    }
    if (!states.isEmpty()) {
      toml.append("\n[states]\n");
      states.forEach(
          (state, heading) ->
              toml.append(state).append(" = ").append(quoted(heading)).append('\n'));
    }
    if (!columns().isEmpty()) {
      toml.append("\n[columns]\n");
    }
    columns()
        .forEach(
            (role, names) ->
                toml.append(role.toLowerCase(Locale.ROOT))
                    .append(" = ")
                    .append(quoted(names.getFirst()))
                    .append('\n'));
    if (ids != null) {
      toml.append("\n[ids]\npattern = ").append(quoted(ids)).append('\n');
    }
    return toml.toString().stripLeading();
  }

  private static String list(List<String> texts) {
    return texts.stream().map(FoundSettings::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }
}
