package ledger.document.page;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import ledger.document.page.FrontMatter.Entry;
import ledger.document.page.PageFacts.FormerPlace;
import ledger.text.InvalidText;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads what the tool itself keeps in a page's front matter. Anything in there that it does not
 * know is an error, because the next change would lose it.
 */
final class FactsReader {
  private final FrontMatter front;

  private FactsReader(FrontMatter front) {
    this.front = front;
  }

  static PageFacts read(FrontMatter front) throws InvalidText {
    FactsReader reader = new FactsReader(front);
    return new PageFacts(reader.history(), reader.carriedOver(), reader.places());
  }

  private List<Transition> history() throws InvalidText {
    Optional<Entry> entry = front.entry(FactsWriter.HISTORY);
    if (entry.isEmpty() || isNull(entry.get().value())) {
      return List.of();
    }
    if (!(entry.get().value() instanceof SequenceNode items)) {
      throw front.invalid(entry.get().value(), "'history' is not a list");
    }
    List<Transition> history = new ArrayList<>();
    for (Node item : items.getValue()) {
      Map<String, Node> values =
          mapping(item, "an item of 'history'", List.of("state", "date", "waived"));
      String state = text(values.get("state"), "state");
      Node date = values.get("date");
      if (state == null || date == null) {
        throw front.invalid(item, "an item of 'history' needs a state and a date");
      }
      history.add(new Transition(state, date(date), text(values.get("waived"), "waived")));
    }
    return List.copyOf(history);
  }

  private SequencedMap<String, String> carriedOver() throws InvalidText {
    SequencedMap<String, String> carriedOver = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : own(FactsWriter.HELD).entrySet()) {
      String text = text(entry.getValue(), "held." + entry.getKey());
      carriedOver.put(entry.getKey(), text == null ? "" : text);
    }
    return carriedOver;
  }

  private SequencedMap<String, FormerPlace> places() throws InvalidText {
    SequencedMap<String, FormerPlace> places = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : own(FactsWriter.PLACES).entrySet()) {
      places.put(entry.getKey(), place(entry.getValue(), "places." + entry.getKey()));
    }
    return places;
  }

  private FormerPlace place(Node node, String what) throws InvalidText {
    Map<String, Node> values =
        mapping(
            node, "'" + what + "'", List.of("table", "after", "row", "end", "skipped", "unsorted"));
    Node table = values.get("table");
    Node skipped = values.get("skipped");
    Node unsorted = values.get("unsorted");
    return new FormerPlace(
        table == null ? 0 : number(table, what + ".table") - 1,
        text(values.get("after"), what + ".after"),
        text(values.get("row"), what + ".row"),
        lineEnd(values.get("end"), what + ".end"),
        skipped == null ? 0 : number(skipped, what + ".skipped"),
        unsorted != null && yes(unsorted, what + ".unsorted"));
  }

  private Map<String, Node> own(String key) throws InvalidText {
    Optional<Entry> entry = front.entry(key);
    return entry.isEmpty() ? Map.of() : mapping(entry.get().value(), "'" + key + "'", List.of());
  }

  /** The values of a mapping; if keys are given, no others are allowed. */
  private Map<String, Node> mapping(Node node, String what, List<String> known) throws InvalidText {
    Map<String, Node> values = new LinkedHashMap<>();
    if (isNull(node)) {
      return values;
    }
    if (!(node instanceof MappingNode mapping)) {
      throw front.invalid(node, what + " is not a mapping");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.isEmpty() && !known.contains(key)) {
        String keys = String.join(", ", known);
        throw front.invalid(
            tuple.getKeyNode(), what + " has a key '" + key + "'; the known keys are " + keys);
      }
      if (values.put(key, tuple.getValueNode()) != null) {
        throw front.invalid(tuple.getKeyNode(), "a second '" + key + "' in " + what);
      }
    }
    return values;
  }

  private @Nullable String text(@Nullable Node node, String what) throws InvalidText {
    if (node == null || isNull(node)) {
      return null;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw front.invalid(node, "'" + what + "' is not text");
  }

  private LocalDate date(Node node) throws InvalidText {
    String text = text(node, "date");
    try {
      return LocalDate.parse(String.valueOf(text));
    } catch (DateTimeParseException e) {
      throw front.invalid(node, "'" + text + "' in 'history' is not a date (YYYY-MM-DD)");
    }
  }

  private int number(Node node, String what) throws InvalidText {
    String text = String.valueOf(text(node, what));
    if (text.matches("[1-9][0-9]{0,5}")) {
      return Integer.parseInt(text);
    }
    throw front.invalid(node, "'" + what + "' is not a whole number from 1");
  }

  private boolean yes(Node node, String what) throws InvalidText {
    return switch (String.valueOf(text(node, what))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw front.invalid(node, "'" + what + "' is neither true nor false");
    };
  }

  private @Nullable String lineEnd(@Nullable Node node, String what) throws InvalidText {
    String name = text(node, what);
    if (node == null || name == null) {
      return null;
    }
    String end = FactsWriter.LINE_ENDS.get(name);
    if (end == null) {
      throw front.invalid(node, "'" + what + "' is not CR, CRLF or LF");
    }
    return end;
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }
}
