package ledger.document.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.words.PlainName;
import ledger.text.SourceText;

/**
 * Which part of a file belongs to which state, and which tables hold tasks. Either headings name
 * the states, or, where none does, the tables' Status columns.
 */
final class Regions {
  private final SourceText source;
  private final Layout layout;
  private final Outline outline;

  /** What may name a state, in order: headings, and what may stand for one. */
  private final List<Title> titles;

  /** Every table, in order. */
  private final List<TableHead> heads;

  private final BitSet ignored = new BitSet();
  private final List<Region> all = new ArrayList<>();
  private final Map<Integer, State> states = new HashMap<>();
  private final Set<Integer> alike = new HashSet<>();

  /** What means a state that another heading is already. */
  private final Map<Integer, State> doubled = new HashMap<>();

  /**
   * The part of a file that belongs to a state.
   *
   * @param first the line after the heading
   * @param end the line after the last one
   * @param tables those of tasks
   */
  record Region(State state, Title heading, int first, int end, List<TableHead> tables) {
    boolean contains(int line) {
      return first <= line && line < end;
    }
  }

  private Regions(SourceText source, Layout layout, Outline outline) {
    this.source = source;
    this.layout = layout;
    this.outline = outline;
    this.titles = titles(outline);
    this.heads =
        outline.tables().stream().map(lines -> TableHead.of(source, layout, lines)).toList();
  }

  private static List<Title> titles(Outline outline) {
    if (outline.labels().isEmpty()) {
      return outline.headings();
    }
    List<Title> titles = new ArrayList<>(outline.headings());
    titles.addAll(outline.labels());
    titles.sort(Comparator.comparingInt(title -> title.span().start()));
    return titles;
  }

  static Regions of(SourceText source, Layout layout, Outline outline, ProblemList problems) {
    Regions regions = new Regions(source, layout, outline);
    regions.ignore();
    regions.name();
    regions.divide(problems);
    return regions;
  }

  /** What stands in the ID columns of a file that names its states in whatever way. */
  static Set<String> ids(SourceText source, Layout layout, Outline outline) {
    Regions regions = of(source, layout, outline, new ProblemList(source));
    Set<String> ids = new HashSet<>();
    List<TableHead> tables = new ArrayList<>(regions.mixed());
    regions.all.forEach(region -> tables.addAll(region.tables));
    for (TableHead head : tables) {
      for (int line = head.firstRow(); line <= head.lines().last(); line++) {
        List<String> texts = RowScanner.scan(source, line).texts();
        if (head.id() < texts.size()) {
          ids.add(texts.get(head.id()));
        }
      }
    }
    ids.remove("");
    return ids;
  }

  List<Region> all() {
    return all;
  }

  /** Every table, whether it is of tasks or not. */
  List<TableHead> heads() {
    return heads;
  }

  boolean isMixed() {
    return states.isEmpty();
  }

  /** The tables whose rows have their state in a Status column. */
  List<TableHead> mixed() {
    return states.isEmpty()
        ? heads.stream()
            .filter(head -> head.isOfTasks() && head.has(Columns.STATUS) && !isIgnored(head))
            .toList()
        : List.of();
  }

  /** Whether the settings say that what stands here is the user's own. */
  boolean isIgnored(TableHead head) {
    return ignored.get(head.lines().first());
  }

  boolean isIgnored(int line) {
    return ignored.get(line);
  }

  /** The region that a line is in. */
  Optional<Region> at(int line) {
    return all.stream().filter(region -> region.contains(line)).findFirst();
  }

  /** The last heading above a line. */
  Optional<Title> headingAbove(int line) {
    return outline.headings().stream()
        .filter(title -> source.lineAt(title.span().start()) < line)
        .reduce((a, b) -> b);
  }

  /** Whether a region has tables with rows that are not of tasks. */
  boolean hidesRows(Region region) {
    return heads.stream()
        .anyMatch(
            head ->
                region.contains(head.lines().first())
                    && head.firstRow() <= head.lines().last()
                    && !head.isOfTasks()
                    && !isIgnored(head));
  }

  private void ignore() {
    List<String> names = layout.wording().ignored();
    if (names.isEmpty()) {
      return;
    }
    Set<String> keys = names.stream().map(PlainName::key).collect(Collectors.toSet());
    for (int i = 0; i < titles.size(); i++) {
      Title title = titles.get(i);
      if (names.contains(title.text()) || keys.contains(PlainName.key(title.name()))) {
        ignored.set(source.lineAt(title.span().start()), endOf(i));
      }
    }
  }

  /**
   * Decides which headings name states: those that say so, and those that nearly do above tasks.
   */
  private void name() {
    Set<State> exact = new HashSet<>();
    for (int i = 0; i < titles.size(); i++) {
      Title title = titles.get(i);
      Optional<State> state = title.isLabel() ? Optional.empty() : layout.byHeading(title.name());
      if (state.isPresent() && !ignored.get(source.lineAt(title.span().start()))) {
        states.put(i, state.get());
        exact.add(state.get());
      }
    }
    for (int i = 0; i < titles.size(); i++) {
      Title title = titles.get(i);
      Optional<State> own = layout.byHeading(title.name());
      Optional<State> state = own.isPresent() ? own : layout.meant(title.name());
      if (states.containsKey(i)
          || state.isEmpty()
          || ignored.get(source.lineAt(title.span().start()))
          || tasks(firstLine(title), endOf(i)).isEmpty()) {
        continue;
      }
      if (!exact.add(state.get())) {
        doubled.put(i, state.get());
      } else {
        states.put(i, state.get());
        if (own.isEmpty()) {
          alike.add(i);
        }
      }
    }
  }

  private List<TableHead> tasks(int first, int end) {
    return heads.stream()
        .filter(head -> head.lines().first() >= first && head.lines().last() < end)
        .filter(head -> head.isOfTasks() && !isIgnored(head))
        .toList();
  }

  private void divide(ProblemList problems) {
    Set<State> seen = new HashSet<>();
    for (int i = 0; i < titles.size(); i++) {
      State state = states.get(i);
      if (state == null) {
        continue;
      }
      Title title = titles.get(i);
      if (!seen.add(state)) {
        problems.add(
            "duplicate-section", title.span(), "a second section for " + title.text(), "keep one");
        continue;
      }
      if (alike.contains(i)) {
        alike(title, state, problems);
      }
      int first = firstLine(title);
      all.add(new Region(state, title, first, endOf(i), tasks(first, endOf(i))));
    }
    doubled.forEach((i, state) -> doubled(titles.get(i), state, problems));
  }

  /** Reports a label within the section of another state: its rows are not of that one. */
  private void doubled(Title label, State state, ProblemList problems) {
    Optional<Region> around = at(source.lineAt(label.span().start()));
    if (label.isLabel() && around.isPresent() && !around.get().state.equals(state)) {
      problems.add(
          "duplicate-section",
          label.span(),
          "a second section for " + state.heading() + ", within " + around.get().heading.text(),
          "move its rows to the first one; ignore = [\"%s\"] leaves it alone"
              .formatted(label.text()));
    }
  }

  private static void alike(Title title, State state, ProblemList problems) {
    String character = PlainName.invisible(title.text());
    String hidden = character.isEmpty() ? "" : ", which has an invisible " + character + ",";
    problems.warn(
        "near-heading",
        title.span(),
        "the heading '" + title.text() + "'" + hidden + " is read as the state " + state.id(),
        "if it is: '"
            + state.heading()
            + "' or the setting states."
            + state.id()
            + " = \""
            + title.text()
            + "\" says so; if not: ignore = [\""
            + title.text()
            + "\"]");
  }

  private int firstLine(Title title) {
    return source.lineAt(title.span().end() - 1) + 1;
  }

  /** The line after the part that heading {@code index} opens. */
  private int endOf(int index) {
    int level = titles.get(index).level();
    for (int i = index + 1; i < titles.size(); i++) {
      Title next = titles.get(i);
      boolean above = next.level() <= level && !next.isLabel();
      if (above || states.containsKey(i)) {
        return source.lineAt(next.span().start());
      }
    }
    return source.lineCount();
  }
}
