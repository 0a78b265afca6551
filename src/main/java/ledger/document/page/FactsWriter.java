package ledger.document.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import ledger.document.page.FrontMatter.Entry;
import ledger.document.page.PageFacts.FormerPlace;
import ledger.text.Edit;
import ledger.text.Edits;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.text.Span;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** Splices the tool's own keys into a page's front matter, and proves that nothing else changed. */
final class FactsWriter {
  static final String HISTORY = "history";
  static final String HELD = "held";
  static final String PLACES = "places";
  static final Map<String, String> LINE_ENDS = Map.of("LF", "\n", "CR", "\r", "CRLF", "\r\n");

  private static final List<String> OWN = List.of(HISTORY, HELD, PLACES);

  private final SourceText source;
  private final String eol;

  private FactsWriter(SourceText source) {
    this.source = source;
    this.eol = source.lineEnd();
  }

  /**
   * The page's text with other facts.
   *
   * @param all whether to rewrite facts that have not changed, too
   * @throws InvalidText if the front matter is written in a way in which the tool's keys cannot be
   *     changed alone
   */
  static String write(TaskPage page, PageFacts facts, boolean all) throws InvalidText {
    FactsWriter writer = new FactsWriter(page.source());
    Optional<FrontMatter> front = FrontMatter.of(page.source());
    String text =
        front.isPresent()
            ? writer.spliced(front.get(), all ? PageFacts.NONE : page.facts(), facts)
            : writer.added(facts);
    if (!proven(page, front, facts, page.source().with(text))) {
      throw FrontMatter.invalid(
          page.source(),
          page.source().line(0),
          "the front matter cannot be changed without changing its other keys",
          "write 'history', 'held' and 'places' without anchors, each at the start of a line");
    }
    return text;
  }

  private String added(PageFacts facts) {
    StringBuilder block = new StringBuilder("---").append(eol);
    values(facts).forEach((key, value) -> block.append(dump(key, value, "")));
    block.append("---").append(eol);
    int top = source.fullLine(0).start();
    return Edits.of(List.of(Edit.insert(top, block.toString()))).apply(source.content());
  }

  /** Values that have not changed are not touched. */
  private String spliced(FrontMatter front, PageFacts were, PageFacts facts) {
    Map<String, Object> before = values(were);
    String indent = front.indent();
    List<Edit> edits = new ArrayList<>();
    StringBuilder added = new StringBuilder();
    values(facts)
        .forEach(
            (key, value) -> {
              Optional<Entry> entry = front.entry(key);
              if (value.equals(before.get(key))) {
                return;
              }
              if (entry.isPresent()) {
                edits.add(new Edit(front.lines(entry.get()), dump(key, value, indent)));
              } else {
                added.append(dump(key, value, indent));
              }
            });
    edits.add(Edit.insert(front.yaml().end(), added.toString()));
    return disjoint(edits) ? Edits.of(edits).apply(source.content()) : source.content();
  }

  /** Keys that share a line cannot be changed separately; the proof refuses that. */
  private static boolean disjoint(List<Edit> edits) {
    List<Span> spans =
        edits.stream().map(Edit::span).sorted((a, b) -> a.start() - b.start()).toList();
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).start() < spans.get(i - 1).end()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the new text has the new facts, and the user's keys and prose as before. */
  private static boolean proven(
      TaskPage page, Optional<FrontMatter> front, PageFacts facts, SourceText text) {
    try {
      TaskPage after = TaskPage.parse(text);
      return values(after.facts()).equals(values(facts))
          && after.prose().equals(page.prose())
          && users(FrontMatter.of(text)).equals(users(front));
    } catch (InvalidText e) {
      return false;
    }
  }

  private static List<String> users(Optional<FrontMatter> front) {
    return front.stream()
        .flatMap(
            f ->
                f.entries().stream()
                    .filter(entry -> !OWN.contains(entry.key()))
                    .map(entry -> entry.span().of(f.source().content())))
        .toList();
  }

  private static Map<String, Object> values(PageFacts facts) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(HISTORY, facts.history().stream().map(FactsWriter::transition).toList());
    values.put(HELD, facts.carriedOver());
    Map<String, Object> places = new LinkedHashMap<>();
    facts.places().forEach((state, place) -> places.put(state, place(place)));
    values.put(PLACES, places);
    return values;
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

  private static Map<String, Object> place(FormerPlace place) {
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
    if (place.skipped() > 0) {
      map.put("skipped", place.skipped());
    }
    if (place.unsorted()) {
      map.put("unsorted", true);
    }
    return map;
  }

  /** {@code key: value} in block style; nothing for an empty value. */
  private String dump(String key, Object value, String indent) {
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
    String text = new Dump(settings, new Representer(settings)).dumpToString(Map.of(key, value));
    return indent.isEmpty() ? text : text.replaceAll("(?m)^", indent);
  }

  /**
   * Escapes what YAML would fold or refuse; the library's own choice for such text cannot be read
   * back.
   */
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
