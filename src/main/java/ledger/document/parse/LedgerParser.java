package ledger.document.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.document.Columns;
import ledger.document.IdForm;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.words.Blanks;
import ledger.document.words.PriorityScale;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * Reads a ledger: {@link Outline} finds headings and tables, {@link Regions} which part of the file
 * belongs to which state, {@link TableReader} the rows, and {@link Unread} those that are in none.
 * What cannot be read is a problem; nothing is skipped.
 */
public final class LedgerParser {
  private static final Pattern CONFLICT = Pattern.compile("(<{7}|>{7}|\\|{7})( .*)?");

  private final SourceText source;
  private final Layout layout;
  private final ProblemList problems;

  private LedgerParser(SourceText source, Layout layout, ProblemList problems) {
    this.source = source;
    this.layout = layout;
    this.problems = problems;
  }

  /**
   * Reads a ledger; what cannot be understood is a problem in the result, and is never skipped.
   *
   * @param layout from the settings; what they leave open is recognised
   */
  public static Parsed parse(SourceText source, Layout layout) {
    ProblemList problems = new ProblemList(source);
    Optional<Outline> outline = new LedgerParser(source, layout, problems).outline();
    if (outline.isEmpty()) {
      return new Parsed(Ledger.none(source), problems.all(), List.of());
    }
    Parsed parsed = new LedgerParser(source, layout, problems).parsed(outline.get());
    if (!parsed.problems().isEmpty() && layout.wording().ids() == null) {
      Optional<IdForm> other = IdForm.ofCells(Regions.ids(source, layout, outline.get()));
      if (other.isPresent() && !other.get().equals(IdForm.USUAL)) {
        Layout again = layout.recognised(other.get(), layout.priorities());
        return new LedgerParser(source, again, new ProblemList(source)).parsed(outline.get());
      }
    }
    return parsed;
  }

  /** The blocks of the file; empty if they cannot be told. */
  private Optional<Outline> outline() {
    if (source.content().isBlank()) {
      String help = "run 'ledger init' for an empty ledger, or restore the file from git";
      problems.add("empty-file", new Span(0, 0), "the ledger is empty", help);
      return Optional.empty();
    }
    if (conflicts()) {
      return Optional.empty();
    }
    Optional<Span> deep = Nesting.tooDeep(source, 0);
    if (deep.isPresent()) {
      problems.add("nested-too-deep", deep.get(), Nesting.MESSAGE, Nesting.HELP);
      return Optional.empty();
    }
    Optional<Span> dense = Markup.tooMuch(source, 0, false);
    if (dense.isPresent()) {
      problems.add("nested-too-deep", dense.get(), Markup.MESSAGE, Markup.HELP);
      return Optional.empty();
    }
    try {
      return Optional.of(Outline.of(source));
    } catch (StackOverflowError e) {
      // The library needs a stack frame for each line of a link's title.
      problems.add("nested-too-deep", Markup.longest(source, 0), Markup.UNREADABLE, Markup.SHORTEN);
      return Optional.empty();
    }
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

  private Parsed parsed(Outline outline) {
    Regions regions = Regions.of(source, layout, outline, problems);
    TableReader reader = new TableReader(source, layout, problems);
    List<Section> sections = regions.isMixed() ? mixed(regions, reader) : sections(regions, reader);
    Unread unread = new Unread(source, layout, outline, regions, problems);
    unread.report(reader.seen());
    if (problems.count() == 0) {
      unread.nothing(); // Otherwise it is said which rows are not read, and why.
    }
    Layout recognised = recognised(sections);
    String title = outline.headings().isEmpty() ? "" : outline.headings().getFirst().text();
    Ledger ledger = new Ledger(source, title, sections, recognised);
    reader.unranked(ledger);
    return new Parsed(ledger, problems.all(), problems.warnings());
  }

  private List<Section> sections(Regions regions, TableReader reader) {
    List<Section> sections = new ArrayList<>();
    for (Regions.Region region : regions.all()) {
      int before = problems.count();
      List<Table> found = new ArrayList<>();
      for (TableHead head : region.tables()) {
        reader.read(region.state(), head).ifPresent(found::add);
      }
      if (!found.isEmpty()) {
        sections.add(new Section(region.state(), List.copyOf(found)));
      } else if (problems.count() == before && !regions.hidesRows(region)) {
        problems.add(
            "no-table",
            region.heading().span(),
            "no table of tasks under '" + region.heading().text() + "'",
            "add a table with an ID column below it");
      }
    }
    return List.copyOf(sections);
  }

  /** Every state has the same tables: a row's state is in its Status column. */
  private List<Section> mixed(Regions regions, TableReader reader) {
    List<Table> tables = new ArrayList<>();
    for (TableHead head : regions.mixed()) {
      reader.read(null, head).ifPresent(tables::add);
    }
    List<Section> sections = new ArrayList<>();
    for (State state : tables.isEmpty() ? List.<State>of() : layout.states()) {
      sections.add(new Section(state, List.copyOf(tables)));
    }
    return List.copyOf(sections);
  }

  /** With the scale that all priorities are on, unless the settings name them. */
  private Layout recognised(List<Section> sections) {
    if (layout.wording().ranked()) {
      return layout.recognised(layout.ids(), layout.priorities());
    }
    Set<String> priorities = new LinkedHashSet<>();
    for (Section section : sections) {
      for (Table table : section.tables()) {
        int column = table.indexOf(Columns.PRIORITY);
        for (int i = 0; column >= 0 && i < table.rows().size(); i++) {
          priorities.add(table.rows().get(i).cells().get(column).text());
        }
      }
    }
    priorities.removeIf(Blanks::isNone);
    return layout.recognised(
        layout.ids(), PriorityScale.of(priorities).orElse(layout.priorities()));
  }
}
