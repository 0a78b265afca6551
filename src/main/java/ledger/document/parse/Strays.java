package ledger.document.parse;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.document.Cell;
import ledger.document.TaskId;
import ledger.document.parse.Outline.Lines;
import ledger.text.SourceText;

/** Finds text that touches a table, and rows that are in none: both would vanish from the list. */
final class Strays {
  private static final Pattern ROW_LIKE =
      Pattern.compile("[\\s>*+-]*\\|?[\\s`*\\[]*" + TaskId.PATTERN + "[0-9]*[\\s`*\\]]*\\|.*");

  private final SourceText source;
  private final ProblemList problems;
  private final Outline outline;
  private final List<Lines> tables;
  private final Set<Integer> reported = new HashSet<>();

  /**
   * @param tables of the section
   */
  Strays(SourceText source, ProblemList problems, Outline outline, List<Lines> tables) {
    this.source = source;
    this.problems = problems;
    this.outline = outline;
    this.tables = tables;
  }

  /** Reports those between two lines of a section. */
  void report(int first, int end) {
    for (Lines text : outline.paragraphs()) {
      for (Lines table : tables) {
        if (text.first() == table.last() + 1) {
          glued(text.first(), "above");
        } else if (text.last() + 1 == table.first()) {
          glued(text.last(), "below");
        }
      }
    }
    for (Lines text : outline.paragraphs()) {
      if (text.first() >= first
          && text.last() < end
          && hidesTable(text)
          && glued(text.first(), "below")) {
        return; // Its rows are outside a table for this reason.
      }
    }
    for (int line = first; line < end; line++) {
      if (!isKnown(line) && ROW_LIKE.matcher(source.line(line).of(source.content())).matches()) {
        String help =
            "join it to its table, with no empty line or other text between header, delimiter row and rows";
        problems.add("stray-row", source.line(line), "this row is not in a table", help);
        return; // The rows after it are outside a table for the same reason.
      }
    }
  }

  /** Reports each line only once. */
  private boolean glued(int line, String where) {
    boolean isNew = reported.add(line);
    if (isNew) {
      String message = "text touches the table " + where;
      problems.add("glued-text", source.line(line), message, "put an empty line between");
    }
    return isNew;
  }

  /** Whether a paragraph would be a table if it were not for the text above the header. */
  private boolean hidesTable(Lines text) {
    for (int line = text.first() + 2; line <= text.last(); line++) {
      List<Cell> cells = RowScanner.scan(source, line);
      if (cells.stream().allMatch(TableReader::isDelimiter)
          && cells.size() == RowScanner.scan(source, line - 1).size()) {
        return true;
      }
    }
    return false;
  }

  private boolean isKnown(int line) {
    return reported.contains(line)
        || tables.stream().anyMatch(lines -> lines.contains(line))
        || outline.opaque().stream().anyMatch(lines -> lines.contains(line));
  }
}
