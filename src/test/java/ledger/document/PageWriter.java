package ledger.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ledger.document.page.PageFacts;
import ledger.document.page.PageFacts.FormerPlace;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.text.InvalidText;

/** Writes tasks' pages, and damages them. */
public final class PageWriter {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private PageWriter() {}

  /** A page that the tool has written over the user's own. */
  public static String page(Choices choices) throws InvalidText {
    List<String> lines = new ArrayList<>();
    if (choices.onceIn(2)) {
      lines.add("---");
      for (int more = choices.below(4); more > 0; more--) {
        lines.add(
            choices.of(
                "title: 'a: b' # why",
                "# a comment",
                "tags: [x, y]",
                "links:\n  - one\n  - two: {a: 1}",
                "note: |\n  several\n\n  lines",
                "'quoted': \"🚀\"",
                "",
                "more: >-\n  folded",
                "- no mapping"));
      }
      lines.add("---");
    }
    lines.add(choices.of("# A page", "", "Text with history: and places: in it."));
    lines.add(choices.of("", "history:\n- of the user\n", "***", "| a |\n|---|"));
    String text = String.join("\n", lines) + (choices.onceIn(4) ? "" : "\n");
    String eol = choices.of("\n", "\n", "\r\n");
    TaskPage page = Verbs.page(text.replace("\n", eol));
    return choices.onceIn(8) ? page.source().content() : page.with(facts(choices));
  }

  public static PageFacts facts(Choices choices) {
    List<Transition> history = new ArrayList<>();
    for (int more = choices.below(4); more > 0; more--) {
      history.add(
          new Transition(
              choices.of(Layout.DEFAULT.states()).id(),
              FIRST.plusDays(choices.below(200)),
              choices.onceIn(4) ? CellWriter.wild(choices).text() : null));
    }
    SequencedMap<String, String> carriedOver = new LinkedHashMap<>();
    for (int more = choices.below(3); more > 0; more--) {
      carriedOver.put(
          choices.of("Owner", "Größe", "x: y", "- dash", "history", "7"),
          choices.of("", "007", "null", "~", CellWriter.wild(choices).text()));
    }
    SequencedMap<String, FormerPlace> places = new LinkedHashMap<>();
    for (int more = choices.below(3); more > 0; more--) {
      String row = "| MLX-001 | " + CellWriter.wild(choices).source() + " |";
      places.put(
          choices.of(Layout.DEFAULT.states()).id(),
          new FormerPlace(
              choices.below(3),
              choices.onceIn(2) ? "MLX-007" : null,
              choices.onceIn(2) ? row : null,
              choices.onceIn(3) ? choices.of("\n", "\r", "\r\n") : null,
              choices.onceIn(4) ? choices.between(1, 3) : 0,
              choices.onceIn(3)));
    }
    return new PageFacts(List.copyOf(history), carriedOver, places);
  }

  /** The page after up to three accidents, most of them of whole lines. */
  public static String damaged(String page, Choices choices) {
    StringBuilder text = new StringBuilder(page);
    for (int more = choices.between(1, 3); more > 0 && !text.isEmpty(); more--) {
      int line = start(text, choices.below(40));
      int end = end(text, line);
      int from = Math.min(text.length() - 1, line + choices.below(30));
      int to = Math.min(text.length(), from + choices.between(1, 4));
      switch (choices.below(9)) {
        case 0 -> text.delete(line, end);
        case 1 -> text.insert(end, text.substring(line, end));
        case 2 -> text.setLength(from);
        case 3 -> text.delete(from, to);
        case 4 -> text.insert(from, choices.of(" ", "\t", "-", ":", "'", "\n", "#", "{", "&a "));
        case 5 ->
            text.insert(line, choices.of("  ", " ", "\t", "---\n", "history:\n", "held: 3\n"));
        case 6 -> text.insert(0, text.substring(line, end));
        case 7 -> text.insert(start(text, choices.below(40)), text.substring(line, end));
        default -> text.delete(line, Math.min(text.length(), line + choices.between(1, 3)));
      }
    }
    return text.toString();
  }

  private static int start(StringBuilder text, int line) {
    int at = 0;
    for (int i = 0; i < line; i++) {
      int next = text.indexOf("\n", at) + 1;
      if (next == 0 || next >= text.length()) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private static int end(StringBuilder text, int line) {
    int next = text.indexOf("\n", line) + 1;
    return next == 0 ? text.length() : next;
  }

  /** How many lists of states, and of columns and places, a page has. */
  public static List<Long> ownLists(String page) {
    return Stream.of(
            "(?m)^history:[ \t]*\\R[ \t]*- state:",
            "(?m)^held:[ \t]*\\R[ \t]+\\S+:",
            "(?m)^places:[ \t]*\\R[ \t]+\\S+:")
        .map(list -> Pattern.compile(list).matcher(page).results().count())
        .toList();
  }
}
