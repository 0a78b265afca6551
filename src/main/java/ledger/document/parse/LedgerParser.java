package ledger.document.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.parse.Outline.Lines;
import ledger.document.parse.Outline.Title;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * Finds the states' sections and has their tables read. What cannot be read is a problem; nothing
 * is skipped.
 */
public final class LedgerParser {
  private static final Pattern CONFLICT = Pattern.compile("(<{7}|>{7}|\\|{7})( .*)?");

  private final SourceText source;
  private final Layout layout;
  private final ProblemList problems;
  private final TableReader tables;

  private LedgerParser(SourceText source, Layout layout) {
    this.source = source;
    this.layout = layout;
    this.problems = new ProblemList(source);
    this.tables = new TableReader(source, layout, problems);
  }

  /**
   * Loads the parser in another thread while the caller still looks for what to parse: its first
   * use takes as long as all the rest of a quick command.
   */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("parser").start(Outline::prepare);
  }

  /** Reads a ledger; what cannot be understood is a problem in the result, and is never skipped. */
  public static Parsed parse(SourceText source, Layout layout) {
    LedgerParser parser = new LedgerParser(source, layout);
    Ledger ledger = parser.ledger();
    return new Parsed(ledger, parser.problems.all());
  }

  private Ledger ledger() {
    Ledger none = new Ledger(source, "", List.of());
    if (source.content().isBlank()) {
      String help = "run 'ledger init' for an empty ledger, or restore the file from git";
      problems.add("empty-file", new Span(0, 0), "the ledger is empty", help);
      return none;
    }
    if (conflicts()) {
      return none;
    }
    Outline outline = Outline.of(source);
    List<Section> sections = new ArrayList<>();
    Set<State> states = new HashSet<>();
    for (int i = 0; i < outline.headings().size(); i++) {
      Title heading = outline.headings().get(i);
      Optional<State> state = layout.byHeading(heading.name());
      if (state.isEmpty()) {
        continue;
      }
      if (!states.add(state.get())) {
        problems.add(
            "duplicate-section",
            heading.span(),
            "a second section for " + heading.text(),
            "keep one");
        continue;
      }
      int end = endOf(outline, i);
      section(outline, state.get(), heading, end).ifPresent(sections::add);
    }
    if (states.isEmpty()) {
      String wanted =
          layout.states().stream().map(State::heading).reduce((a, b) -> a + ", " + b).orElse("");
      problems.add(
          "no-section",
          source.line(0),
          "this file has no section of a ledger",
          "add headings for: " + wanted);
    }
    String title = outline.headings().isEmpty() ? "" : outline.headings().getFirst().text();
    return new Ledger(source, title, List.copyOf(sections));
  }

  private boolean conflicts() {
    for (int line = 0; line < source.lineCount(); line++) {
      Span span = source.line(line);
      if (span.length() >= 7 && "<>|".indexOf(source.content().charAt(span.start())) >= 0) {
        String text = span.of(source.content());
        if (CONFLICT.matcher(text).matches()) {
          problems.add(
              "conflict-marker",
              span,
              "there is a merge conflict here",
              "resolve it, then run the command again");
        }
      }
    }
    return problems.count() > 0;
  }

  /** The line after the section that heading {@code index} opens. */
  private int endOf(Outline outline, int index) {
    int level = outline.headings().get(index).level();
    for (Title next : outline.headings().subList(index + 1, outline.headings().size())) {
      if (next.level() <= level || layout.byHeading(next.name()).isPresent()) {
        return source.lineAt(next.span().start());
      }
    }
    return source.lineCount();
  }

  private Optional<Section> section(Outline outline, State state, Title heading, int end) {
    int first = source.lineAt(heading.span().end() - 1) + 1;
    List<Table> found = new ArrayList<>();
    List<Lines> read = new ArrayList<>();
    int before = problems.count();
    for (Lines lines : outline.tables()) {
      if (lines.first() >= first && lines.last() < end) {
        read.add(lines);
        tables.read(state, lines).ifPresent(found::add);
      }
    }
    new Strays(source, problems, outline, read).report(first, end);
    if (found.isEmpty()) {
      if (problems.count() == before) {
        String help = "add a table with an ID column below it";
        problems.add(
            "no-table", heading.span(), "no table of tasks under '" + heading.text() + "'", help);
      }
      return Optional.empty();
    }
    return Optional.of(new Section(state, List.copyOf(found)));
  }
}
