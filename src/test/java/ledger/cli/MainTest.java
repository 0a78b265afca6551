package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.edit.BrokenPromise;
import ledger.document.edit.Meaning;
import ledger.document.edit.Plan;
import ledger.document.parse.LedgerParser;
import ledger.text.Edit;
import ledger.text.Edits;
import ledger.text.SourceText;
import ledger.text.Span;
import org.junit.jupiter.api.Test;

/** The whole text of errors that no command can be made to tell at will. */
class MainTest {
  private static final String LEDGER =
      """
      ## Backlog
      | ID  | Title |
      |-----|-------|
      | T-1 | One   |
      """;

  /** What is printed, and the exit code as its last line. */
  private static String told(Exception exception) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Console console = Console.of(stream, stream, Map.of());
    int code = Main.explain(console, exception);
    console.flush();
    return bytes.toString(StandardCharsets.UTF_8) + code;
  }

  @Test
  void whatTheFileSystemRefuses() {
    assertThat(told(new AccessDeniedException("ledger/TASKS.md")))
        .isEqualTo("error: access denied: ledger/TASKS.md\n3");
    assertThat(told(new NoSuchFileException("ledger/TASKS.md")))
        .isEqualTo("error: no such file: ledger/TASKS.md\n3");
    assertThat(told(new FileSystemException("ledger/TASKS.md", null, "No space left on device")))
        .isEqualTo("error: ledger/TASKS.md: No space left on device\n3");
    assertThat(told(new UncheckedIOException("cannot read x.py", new IOException("torn"))))
        .isEqualTo("error: cannot read x.py: torn\n3");
  }

  /** An edit that says something else than planned is found before it is written. */
  @Test
  void aPlanThatBreaksItsPromise() {
    Ledger ledger = LedgerParser.parse(SourceText.of("TASKS.md", LEDGER), Layout.DEFAULT).ledger();
    Span title = new Span(LEDGER.indexOf("One"), LEDGER.indexOf("One") + 3);
    Plan plan = plan(ledger, new Edit(title, "Two"));
    BrokenPromise broken =
        catchThrowableOfType(BrokenPromise.class, () -> plan.apply(ledger, Layout.DEFAULT));
    assertThat(told(broken))
        .isEqualTo(
            """
            error: nothing was written: the edited ledger does not say what was planned
              help: this is a bug in ledger; please report the diff below
            --- a/ledger
            +++ b/ledger
            @@ -3,2 +3,2 @@
             |-----|-------|
            -| T-1 | One   |
            +| T-1 | Two   |
            3\
            """);
  }

  /** One after which the ledger cannot be read is found too. */
  @Test
  void aPlanThatBreaksTheLedger() {
    Ledger ledger = LedgerParser.parse(SourceText.of("TASKS.md", LEDGER), Layout.DEFAULT).ledger();
    Plan plan = plan(ledger, Edit.insert(LEDGER.length() - 1, " more |"));
    BrokenPromise broken =
        catchThrowableOfType(BrokenPromise.class, () -> plan.apply(ledger, Layout.DEFAULT));
    assertThat(told(broken))
        .isEqualTo(
            """
            error: nothing was written: TASKS.md:4:1: error: the row has 3 cells, the table has 2 columns [cell-count]
              | T-1 | One   | more |
              ^^^^^^^^^^^^^^^^^^^^^^
              help: a pipe inside a cell is written \\|, also inside `code`

              help: this is a bug in ledger; please report the diff below
            --- a/ledger
            +++ b/ledger
            @@ -3,2 +3,2 @@
             |-----|-------|
            -| T-1 | One   |
            +| T-1 | One   | more |
            3\
            """);
  }

  /** A plan that promises to change nothing. */
  private static Plan plan(Ledger ledger, Edit edit) {
    return new Plan(Edits.of(java.util.List.of(edit)), Meaning.of(ledger));
  }

  @Test
  void aDefect() {
    String told = told(new IllegalStateException("never"));
    assertThat(told)
        .startsWith(
            """
            error: this is a bug in ledger: java.lang.IllegalStateException: never
              help: please report it, with the lines below
            java.lang.IllegalStateException: never
            \tat ledger.cli.MainTest.aDefect(MainTest.java:\
            """)
        .endsWith("3");
  }
}
