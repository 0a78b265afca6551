package ledger.document;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import ledger.document.PageFacts.Place;
import ledger.text.Edit;
import ledger.text.Edits;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * The YAML between two lines of three dashes at a page's top. The tool's own keys are spliced, all
 * others kept.
 */
final class FrontMatter {
  private static final String HISTORY = "history";
  private static final String HELD = "held";
  private static final String PLACES = "places";

  private static final Map<String, String> LINE_ENDS =
      Map.of("LF", "\n", "CR", "\r", "CRLF", "\r\n");

  private FrontMatter() {}

  static TaskPage parse(SourceText source) throws InvalidText {
    Optional<Span> yaml = yaml(source);
    if (yaml.isEmpty()) {
      return new TaskPage(
          source, new Span(start(source), source.content().length()), PageFacts.NONE);
    }
    Span body =
        new Span(source.fullLine(source.lineAt(yaml.get().end())).end(), source.content().length());
    Map<?, ?> map = load(source, yaml.get());
    SequencedMap<String, String> held = new LinkedHashMap<>();
    entries(source, yaml.get(), map, HELD).forEach((k, v) -> held.put(k, Objects.toString(v, "")));
    SequencedMap<String, Place> places = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : entries(source, yaml.get(), map, PLACES).entrySet()) {
      if (!(entry.getValue() instanceof Map<?, ?> place)) {
        throw wrong(source, yaml.get(), PLACES, "'places." + entry.getKey() + "' is no mapping");
      }
      int table = place.get("table") instanceof Integer number ? Math.max(0, number - 1) : 0;
      places.put(
          entry.getKey(),
          new Place(
              table,
              text(place.get("after")),
              text(place.get("row")),
              LINE_ENDS.get(Objects.toString(place.get("end"))),
              Boolean.TRUE.equals(place.get("unsorted"))));
    }
    return new TaskPage(
        source, body, new PageFacts(history(source, yaml.get(), map), held, places));
  }

  static String splice(TaskPage page, PageFacts facts) {
    SourceText source = page.source();
    String eol = source.content().contains("\r\n") ? "\r\n" : "\n";
    Map<String, Object> own = new LinkedHashMap<>();
    own.put(HISTORY, facts.history().stream().map(FrontMatter::transition).toList());
    own.put(HELD, facts.held());
    Map<String, Object> places = new LinkedHashMap<>();
    facts.places().forEach((state, place) -> places.put(state, place(place)));
    own.put(PLACES, places);
    Optional<Span> yaml = yaml(source);
    if (yaml.isEmpty()) {
      StringBuilder block = new StringBuilder("---").append(eol);
      own.forEach((key, value) -> block.append(dump(key, value, eol)));
      String content = block.append("---").append(eol).toString();
      return Edits.of(List.of(Edit.insert(start(source), content))).apply(source.content());
    }
    List<Edit> edits = new ArrayList<>();
    StringBuilder added = new StringBuilder();
    own.forEach(
        (key, value) -> {
          Optional<Span> region = region(source, yaml.get(), key);
          String text = dump(key, value, eol);
          if (region.isPresent()) {
            edits.add(new Edit(region.get(), text));
          } else {
            added.append(text);
          }
        });
    edits.add(Edit.insert(yaml.get().end(), added.toString()));
    return Edits.of(edits).apply(source.content());
  }

  /** The lines between the dashes, each with its end. */
  private static Optional<Span> yaml(SourceText source) {
    if (!isDashes(source, 0)) {
      return Optional.empty();
    }
    for (int line = 1; line < source.lineCount(); line++) {
      if (isDashes(source, line)) {
        int from = source.fullLine(0).end();
        int to = source.fullLine(line).start();
        return Optional.of(new Span(from, to));
      }
    }
    return Optional.empty();
  }

  private static boolean isDashes(SourceText source, int line) {
    return source.line(line).of(source.content()).stripTrailing().equals("---");
  }

  private static int start(SourceText source) {
    return source.fullLine(0).start();
  }

  /** A key's lines: its own and all that are indented below it, or are items of its list. */
  private static Optional<Span> region(SourceText source, Span yaml, String key) {
    int end = source.lineAt(yaml.end());
    for (int line = 1; line < end; line++) {
      if (!source.line(line).of(source.content()).matches("(?s)" + key + "\\s*:(\\s.*)?")) {
        continue;
      }
      int next = line + 1;
      while (next < end
          && source.line(next).of(source.content()).matches("(?s)([ \\t]+\\S.*|-([ \\t].*)?)")) {
        next++;
      }
      return Optional.of(new Span(source.fullLine(line).start(), source.fullLine(next).start()));
    }
    return Optional.empty();
  }

  private static Map<?, ?> load(SourceText source, Span yaml) throws InvalidText {
    try {
      LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
      Object loaded = new Load(settings).loadFromString(yaml.of(source.content()));
      if (loaded == null) {
        return Map.of();
      }
      if (loaded instanceof Map<?, ?> map) {
        return map;
      }
      throw wrong(source, yaml, "", "the front matter is no mapping of keys to values");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0);
      Span at = source.line(Math.min(source.lineAt(yaml.start()) + line, source.lineCount() - 1));
      throw invalid(source, at, "the front matter is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw wrong(source, yaml, "", "the front matter is no YAML: " + e.getMessage());
    }
  }

  private static Map<String, Object> entries(
      SourceText source, Span yaml, Map<?, ?> map, String key) throws InvalidText {
    Object value = map.get(key);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> inner)) {
      throw wrong(source, yaml, key, "'" + key + "' is no mapping");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    inner.forEach((k, v) -> entries.put(String.valueOf(k), v == null ? "" : v));
    return entries;
  }

  private static List<Transition> history(SourceText source, Span yaml, Map<?, ?> map)
      throws InvalidText {
    Object value = map.get(HISTORY);
    if (value == null) {
      return List.of();
    }
    List<Transition> history = new ArrayList<>();
    if (value instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> entry && entry.get("state") instanceof String state) {
          history.add(
              new Transition(
                  state, date(source, yaml, entry.get("date")), text(entry.get("waived"))));
        } else {
          throw wrong(source, yaml, HISTORY, "an item of 'history' needs a state and a date");
        }
      }
      return List.copyOf(history);
    }
    throw wrong(source, yaml, HISTORY, "'history' is no list");
  }

  private static LocalDate date(SourceText source, Span yaml, @Nullable Object value)
      throws InvalidText {
    try {
      return LocalDate.parse(String.valueOf(value));
    } catch (DateTimeParseException e) {
      throw wrong(source, yaml, HISTORY, "'" + value + "' in 'history' is no date (YYYY-MM-DD)");
    }
  }

  private static InvalidText wrong(SourceText source, Span yaml, String key, String message) {
    return invalid(source, region(source, yaml, key).orElse(source.line(0)), message);
  }

  private static InvalidText invalid(SourceText source, Span at, String message) {
    return new InvalidText(Problem.error("bad-front-matter", source.place(at), message, null));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static Map<String, Object> transition(Transition transition) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("state", transition.state());
    map.put("date", transition.date().toString());
    if (transition.waived() != null) {
      map.put("waived", transition.waived());
    }
    return map;
  }

  private static Map<String, Object> place(Place place) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (place.table() > 0) {
      map.put("table", place.table() + 1);
    }
    if (place.after() != null) {
      map.put("after", place.after());
    }
    if (place.row() != null) {
      map.put("row", place.row());
    }
    LINE_ENDS.forEach(
        (name, end) -> {
          if (end.equals(place.end())) {
            map.put("end", name);
          }
        });
    if (place.unsorted()) {
      map.put("unsorted", true);
    }
    return map;
  }

  /** {@code key: value} in block style; nothing for an empty value. */
  private static String dump(String key, Object value, String eol) {
    boolean empty =
        switch (value) {
          case Map<?, ?> map -> map.isEmpty();
          case List<?> list -> list.isEmpty();
          default -> false;
        };
    if (empty) {
      return "";
    }
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setSplitLines(false)
            .setBestLineBreak(eol)
            .build();
    return new Dump(settings, new Representer(settings)).dumpToString(Map.of(key, value));
  }

  /** Escapes what YAML would fold or refuse; its own choice for such text cannot be read again. */
  private static final class Representer extends StandardRepresenter {
    private static final Pattern ESCAPED =
        Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\u2028\\u2029\\uFEFF]");

    Representer(DumpSettings settings) {
      super(settings);
      representers.put(String.class, text -> string(text.toString()));
    }

    private Node string(String text) {
      ScalarStyle style =
          ESCAPED.matcher(text).find() ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN;
      return representScalar(Tag.STR, text, style);
    }
  }
}
