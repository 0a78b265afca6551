package ledger.app.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.document.parse.RowScanner;
import ledger.document.words.Blanks;
import ledger.document.words.PlainName;
import ledger.text.Problem;
import ledger.text.SourceText;

/**
 * Finds the settings by which most of a file can be read: each that a problem suggests is tried,
 * and stays if less is left unread.
 */
final class Understanding {
  /** IDs of any form: they end in digits. */
  private static final String ANY_ID = "#?[A-Za-z0-9](?:[A-Za-z0-9._-]*[0-9])?";

  /** What is wrong with a cell of a table that is read otherwise. */
  private static final Set<String> CELLS = Set.of("unknown-state", "unknown-priority");

  private static final int ROUNDS = 50;

  private final SourceText source;
  private FoundSettings settings = FoundSettings.NONE;
  private Parsed parsed;

  private Understanding(SourceText source) {
    this.source = source;
    this.parsed = LedgerParser.parse(source, settings.layout());
  }

  /** What was found, and how the file reads by it. */
  record Understood(FoundSettings settings, Parsed parsed) {}

  static Understood of(SourceText source) {
    Understanding understanding = new Understanding(source);
    for (int round = 0; round < ROUNDS && understanding.better(); round++) {
      // Each round settles one thing.
    }
    understanding.prune();
    understanding.nameTitles();
    return new Understood(understanding.settings, understanding.parsed);
  }

  /** Leaves out the usual states for which the file has no heading. */
  private void prune() {
    SequencedMap<String, String> used = new LinkedHashMap<>();
    for (Section section : parsed.ledger().sections()) {
      used.put(section.state().id(), section.state().heading());
    }
    FoundSettings fewer = settings.withStates(used);
    Parsed with = LedgerParser.parse(source, fewer.layout());
    if (!settings.states().isEmpty() && !used.isEmpty() && left(with) == left(parsed)) {
      settings = fewer;
      parsed = with;
    }
  }

  /** Where no table says what tasks are called: their own column with most text does. */
  private void nameTitles() {
    List<Table> tables = List.copyOf(parsed.ledger().tables().values());
    boolean titled =
        tables.stream()
            .anyMatch(t -> t.indexOf(Columns.TITLE) >= 0 || t.indexOf(Columns.DESCRIPTION) >= 0);
    if (titled) {
      return;
    }
    Map<String, Integer> lengths = new LinkedHashMap<>();
    for (Table table : tables) {
      for (int i = 0; i < table.columns().size(); i++) {
        Column column = table.columns().get(i);
        if (column.role() == null && !column.name().isEmpty()) {
          for (Task row : table.rows()) {
            lengths.merge(column.name(), row.texts().get(i).length(), Integer::sum);
          }
        }
      }
    }
    lengths.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(longest -> settings.withTitle(longest.getKey()))
        .ifPresent(this::take);
  }

  private void take(FoundSettings suggestion) {
    Parsed with = LedgerParser.parse(source, suggestion.layout());
    if (left(with) <= left(parsed)) {
      settings = suggestion;
      parsed = with;
    }
  }

  /** Takes the first suggestion that makes more of the file readable. */
  private boolean better() {
    List<Problem> all =
        Stream.concat(parsed.problems().stream(), parsed.warnings().stream()).toList();
    for (Problem problem : all) {
      for (FoundSettings suggestion : suggestions(problem)) {
        Parsed with = LedgerParser.parse(source, suggestion.layout());
        if (left(with) < left(parsed)) {
          settings = suggestion;
          parsed = with;
          return true;
        }
      }
    }
    return false;
  }

  /**
   * How much is not read, or only supposed: what keeps rows from being read counts most, then
   * cells, then rows, then warnings.
   */
  private static long left(Parsed parsed) {
    long doubts = parsed.warnings().stream().filter(w -> w.rule().equals("near-heading")).count();
    long cells =
        parsed.problems().stream().filter(problem -> CELLS.contains(problem.rule())).count();
    long rows = parsed.problems().size() - cells;
    return (rows * 100_000 + cells) * 1_000_000 - parsed.ledger().tasks().size() * 1_000L + doubts;
  }

  private List<FoundSettings> suggestions(Problem problem) {
    int line = Math.min(problem.place().line(), source.lineCount()) - 1;
    String text = source.line(line).of(source.content());
    return switch (problem.rule()) {
      case "near-heading", "unread-rows" -> heading(text);
      case "unknown-state" -> List.of(state(cell(line, problem.place().column())));
      case "no-id-column" ->
          settings.layout().columns(RowScanner.scan(source, line).texts()).stream()
              .filter(column -> column.role() == null && !column.name().isEmpty())
              .flatMap(
                  column ->
                      Stream.of(settings.withId(column.name()), settings.withTitle(column.name())))
              .toList();
      case "malformed-id" -> List.of(settings.withIds(ANY_ID));
      case "unknown-priority" -> List.of(settings.withPriorities(priorities()));
      default -> List.of();
    };
  }

  private List<FoundSettings> heading(String line) {
    String text = named(line.strip());
    if (text.isEmpty() || text.startsWith("|")) {
      return List.of();
    }
    List<FoundSettings> suggestions = new ArrayList<>();
    String[] words = PlainName.key(text).split(" ", -1);
    Stream.of(text, words.length > 1 ? words[0] + " " + words[1] : words[0], words[0])
        .flatMap(name -> settings.layout().meant(name).stream())
        .filter(state -> text.equals(state.heading()) || isFree(state.id()) || isNear(text, state))
        .forEach(state -> suggestions.add(settings.withState(state.id(), text)));
    String first = Layout.DEFAULT.states().getFirst().id();
    if (parsed.ledger().sections().stream().noneMatch(its -> !its.state().id().equals(Layout.DONE))
        && isFree(first)) {
      suggestions.add(settings.withState(first, text));
    }
    suggestions.add(state(text));
    return suggestions;
  }

  /** The text of a heading, or of a line that stands for one. */
  private static String named(String line) {
    if (line.startsWith("**") || line.startsWith("__") || line.startsWith("<")) {
      return PlainName.unmarked(line).replaceFirst("\\s*:$", "");
    }
    return line.replaceFirst("^#{1,6}\\s+", "").replaceFirst("\\s+#+$", "").strip();
  }

  /** Whether no heading is this state yet. */
  private boolean isFree(String state) {
    return settings.layout().state(state).isPresent()
        && parsed.ledger().sections().stream().noneMatch(its -> its.state().id().equals(state));
  }

  /** Whether this heading is the one that is read as the state already. */
  private boolean isNear(String text, State state) {
    return settings.layout().meant(text).equals(Optional.of(state))
        && parsed.warnings().stream().anyMatch(warning -> warning.rule().equals("near-heading"));
  }

  private FoundSettings state(String heading) {
    String id =
        PlainName.key(heading)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String free = id.isEmpty() ? "state" : id;
    Layout layout = settings.layout();
    for (int more = 2; layout.state(free).isPresent(); more++) {
      free = (id.isEmpty() ? "state" : id) + "-" + more;
    }
    return settings.withState(free, heading);
  }

  /** The text of the cell that begins at or before a column, counted from 1. */
  private String cell(int line, int column) {
    String text = "";
    for (var cell : RowScanner.scan(source, line)) {
      if (cell.content().start() <= source.line(line).start() + column - 1) {
        text = cell.text();
      }
    }
    return text;
  }

  /** Every priority in the order in which the file has them. */
  private List<String> priorities() {
    Map<String, String> words = new LinkedHashMap<>();
    for (Table table : parsed.ledger().tables().values()) {
      int at = Column.indexOf(table.columns(), Columns.PRIORITY);
      if (at >= 0) {
        Stream.concat(
                table.rows().stream().map(row -> row.texts().get(at)),
                table.drafts().stream().map(row -> row.texts().get(at)))
            .map(PlainName::unmarked)
            .filter(text -> !Blanks.isNone(text))
            .forEach(text -> words.putIfAbsent(key(text), text));
      }
    }
    return List.copyOf(words.values());
  }

  /** Signs alone are told apart as they are. */
  private static String key(String priority) {
    String key = PlainName.key(priority);
    return key.isEmpty() ? priority : key;
  }
}
