package ledger.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.document.Columns;
import ledger.document.words.ColumnNames;
import ledger.text.Problem;
import ledger.text.SourceText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** Reads comma, semicolon or tab separated values with a header. */
final class CsvReader {
  private final SourceText source;
  private final List<ForeignTask> tasks = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  CsvReader(SourceText source) {
    this.source = source;
  }

  ForeignList read() {
    String text = source.content().replaceFirst("^\uFEFF", "");
    CsvMapper mapper = CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build();
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
    List<String> header = List.of();
    List<String> names = List.of();
    try (MappingIterator<String[]> rows =
        mapper.readerFor(String[].class).with(schema).readValues(text)) {
      int line = 0;
      while (rows.hasNext()) {
        String[] row = rows.next();
        if (header.isEmpty()) {
          header = List.of(row);
          names = columns(header);
        } else if (row.length > 1 || !row[0].isBlank()) {
          row(row, names, line);
        }
        line = rows.currentLocation().getLineNr() - 1; // where the next row begins
      }
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr() - 1;
      add("bad-csv", line, "this is not CSV: " + e.getOriginalMessage(), "quotes come in pairs");
    }
    return new ForeignList(List.copyOf(tasks), List.copyOf(problems), List.of());
  }

  /** Whichever of the usual ones the header has most of. */
  private static char separator(String text) {
    String header = text.lines().findFirst().orElse("");
    char best = ',';
    for (char c : new char[] {';', '\t'}) {
      if (count(header, c) > count(header, best)) {
        best = c;
      }
    }
    return best;
  }

  private static long count(String text, char c) {
    return text.chars().filter(each -> each == c).count();
  }

  /** Each column by its role where it has one. */
  private static List<String> columns(List<String> header) {
    List<String> names = new ArrayList<>();
    List<String> roles = new ArrayList<>(ColumnNames.roles(header, Map.of()));
    for (int i = 0; i < header.size(); i++) {
      String role = roles.get(i);
      names.add(role == null ? header.get(i).strip() : role);
    }
    return names;
  }

  private void row(String[] row, List<String> names, int line) {
    if (row.length > names.size()) {
      add(
          "cell-count",
          line,
          "the row has " + row.length + " cells, the header has " + names.size(),
          "quote a cell that contains the separator");
      return;
    }
    ForeignTask.Builder task = new ForeignTask.Builder(line);
    for (int i = 0; i < row.length; i++) {
      switch (names.get(i)) {
        case Columns.ID -> task.key(row[i]);
        case Columns.STATUS -> task.state(row[i]);
        case "" -> task.put("Column " + (i + 1), row[i]);
        default -> task.put(names.get(i), row[i]);
      }
    }
    if (task.has(Columns.TITLE) || task.has(Columns.DESCRIPTION)) {
      tasks.add(task.build());
    } else {
      add("no-title", line, "the row has no title", "--partial leaves it out");
    }
  }

  private void add(String rule, int line, String message, String help) {
    int at = Math.max(0, Math.min(line, source.lineCount() - 1));
    problems.add(Problem.error(rule, source.place(source.line(at)), message, help));
  }
}
