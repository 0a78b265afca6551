package ledger.cli.quick;

import java.util.List;
import java.util.Optional;

/**
 * The options and parameters of the commands, as {@link QuickParser} reads them. The text is made
 * from the annotations: CommandTableTest compares it, and with {@code -Dledger.golden=renew} writes
 * it. It is no resource, since for one Java would open the jar.
 */
final class CommandTable {
  private static final String ALL =
      """

      ledger:
      --ledger ledger java.nio.file.Path - 1 - - - -

      init:
      --title title java.lang.String - 1 - - - Task Ledger
      --from from java.nio.file.Path - 1 - - - -
      --dry-run dryRun boolean - 0 - - - -

      list:
      --state states java.util.List java.lang.String 1 - , - -
      --priority priorities java.util.List java.lang.String 1 - , - -
      --owner owner java.lang.String - 1 - - - -
      --mine mine boolean - 0 - - - -
      --overdue overdue boolean - 0 - - - -
      --tag tags java.util.List java.lang.String 1 - , - -
      --milestone milestones java.util.List java.lang.String 1 - , - -
      --sort by java.util.List java.lang.String 1 - , - -
      --columns columns java.util.List java.lang.String 1 - , - -
      --group group java.lang.String - 1 - - - -
      --search search java.lang.String - 1 - - - -
      --ref ref java.lang.String - 1 - - - -
      --json json boolean - 0 - - - -

      search:
      --json json boolean - 0 - - - -
      - words java.util.List java.lang.String 1..* 0..* - - -

      next:
      --start start boolean - 0 - - - -
      --owner owner java.lang.String - 1 - - - -
      --limit most int - 1 - - - -
      --json json boolean - 0 - - - -
      --dry-run dry.run boolean - 0 - - - -

      show:
      --ref ref java.lang.String - 1 - - - -
      --json json boolean - 0 - - - -
      - id java.lang.String - 1 0 - - -

      add:
      --adopt adopt boolean - 0 - - - -
      --description description java.lang.String - 1 - - - -
      --state state java.lang.String - 1 - - - backlog
      --prefix prefix java.lang.String - 1 - - - -
      --dry-run dry.run boolean - 0 - - - -
      --priority cells.priority java.lang.String - 1 - - - -
      --owner cells.owner java.lang.String - 1 - - - -
      --notes cells.notes java.lang.String - 1 - - - -
      --set cells.cells java.util.List ledger.app.task.EditRequest$CellText 1 - - ledger.cli.task.CellOptions$ColumnAndText -
      - title java.lang.String - 0..1 0 - - -

      edit:
      --title title java.lang.String - 1 - - - -
      --description description java.lang.String - 1 - - - -
      --append append java.lang.String - 1 - - - -
      --dry-run dry.run boolean - 0 - - - -
      --priority cells.priority java.lang.String - 1 - - - -
      --owner cells.owner java.lang.String - 1 - - - -
      --notes cells.notes java.lang.String - 1 - - - -
      --set cells.cells java.util.List ledger.app.task.EditRequest$CellText 1 - - ledger.cli.task.CellOptions$ColumnAndText -
      - ids java.util.List java.lang.String 1..* 0..* - - -

      move:
      --pr branch java.lang.String - 1 - - - -
      --reviewer reviewer java.lang.String - 1 - - - -
      --outcome outcome java.lang.String - 1 - - - -
      --date date java.time.LocalDate - 1 - - - -
      --waive waive java.lang.String - 1 - - - -
      --dry-run dry.run boolean - 0 - - - -
      --priority cells.priority java.lang.String - 1 - - - -
      --owner cells.owner java.lang.String - 1 - - - -
      --notes cells.notes java.lang.String - 1 - - - -
      --set cells.cells java.util.List ledger.app.task.EditRequest$CellText 1 - - ledger.cli.task.CellOptions$ColumnAndText -
      --to-top top boolean - 0 - - - -
      --before before java.lang.String - 1 - - - -
      --after after java.lang.String - 1 - - - -
      - words java.util.List java.lang.String 1..* 0..* - - -

      start:
      --pr branch java.lang.String - 1 - - - -
      --reviewer reviewer java.lang.String - 1 - - - -
      --outcome outcome java.lang.String - 1 - - - -
      --date date java.time.LocalDate - 1 - - - -
      --waive waive java.lang.String - 1 - - - -
      --dry-run dry.run boolean - 0 - - - -
      --priority cells.priority java.lang.String - 1 - - - -
      --owner cells.owner java.lang.String - 1 - - - -
      --notes cells.notes java.lang.String - 1 - - - -
      --set cells.cells java.util.List ledger.app.task.EditRequest$CellText 1 - - ledger.cli.task.CellOptions$ColumnAndText -
      - ids java.util.List java.lang.String 1..* 0..* - - -

      review:
      --pr branch java.lang.String - 1 - - - -
      --reviewer reviewer java.lang.String - 1 - - - -
      --outcome outcome java.lang.String - 1 - - - -
      --date date java.time.LocalDate - 1 - - - -
      --waive waive java.lang.String - 1 - - - -
      --dry-run dry.run boolean - 0 - - - -
      --priority cells.priority java.lang.String - 1 - - - -
      --owner cells.owner java.lang.String - 1 - - - -
      --notes cells.notes java.lang.String - 1 - - - -
      --set cells.cells java.util.List ledger.app.task.EditRequest$CellText 1 - - ledger.cli.task.CellOptions$ColumnAndText -
      - ids java.util.List java.lang.String 1..* 0..* - - -

      done:
      --pr branch java.lang.String - 1 - - - -
      --reviewer reviewer java.lang.String - 1 - - - -
      --outcome outcome java.lang.String - 1 - - - -
      --date date java.time.LocalDate - 1 - - - -
      --waive waive java.lang.String - 1 - - - -
      --dry-run dry.run boolean - 0 - - - -
      --priority cells.priority java.lang.String - 1 - - - -
      --owner cells.owner java.lang.String - 1 - - - -
      --notes cells.notes java.lang.String - 1 - - - -
      --set cells.cells java.util.List ledger.app.task.EditRequest$CellText 1 - - ledger.cli.task.CellOptions$ColumnAndText -
      - ids java.util.List java.lang.String 1..* 0..* - - -

      reopen:
      --dry-run dry.run boolean - 0 - - - -
      - id java.lang.String - 1 0 - - -

      sort:
      --by by java.util.List java.lang.String 1 - , - -
      --reverse reverse boolean - 0 - - - -
      --dry-run dry.run boolean - 0 - - - -
      - names java.util.List java.lang.String 0..* 0..* - - -

      fmt:
      --check check boolean - 0 - - - -
      --dry-run dry.run boolean - 0 - - - -
      - names java.util.List java.lang.String 0..* 0..* - - -

      remove:
      --reason reason java.lang.String - 1 - - - -
      --dry-run dry.run boolean - 0 - - - -
      - ids java.util.List java.lang.String 1..* 0..* - - -

      renumber:
      --dry-run dry.run boolean - 0 - - - -
      - old java.lang.String - 1 0 - - -
      - wanted java.lang.String - 1 1 - - -

      import:
      --format format java.lang.String - 1 - - - -
      --prefix prefix java.lang.String - 1 - - - -
      --partial partial boolean - 0 - - - -
      --dry-run dry.run boolean - 0 - - - -
      - file java.nio.file.Path - 1 0 - - -

      export:
      --format format java.lang.String - 1 - - - json

      check:
      --staged staged boolean - 0 - - - -
      --format format ledger.cli.task.CheckCommand$Format - 1 - - - -
      --json json boolean - 0 - - - -
      --fix fix boolean - 0 - - - -
      --strict strict boolean - 0 - - - -
      --rules rules boolean - 0 - - - -
      --dry-run dry.run boolean - 0 - - - -

      undo:
      --list list boolean - 0 - - - -
      --dry-run dry.run boolean - 0 - - - -
      - number java.lang.Integer - 0..1 0 - - -

      verify:
      --why why boolean - 0 - - - -
      --json json boolean - 0 - - - -
      --outdated outdated boolean - 0 - - - -
      --strict strict boolean - 0 - - - -
      --env options.environments java.util.List java.lang.String 1 - , - -
      --force options.force boolean - 0 - - - -
      --stale options.stale boolean - 0 - - - -
      --calibrate options.calibrate boolean - 0 - - - -
      --rounds options.rounds java.lang.Integer - 1 - - - -
      --no-wait options.noWait boolean - 0 - - - -
      --quick options.quick boolean - 0 - - - -
      --on-host options.onHost boolean - 0 - - - -
      - ids java.util.List java.lang.String 0..* 0..* - - -

      env:
      --dry-run dryRun.run boolean - 0 - - - -
      - action ledger.cli.environment.EnvCommand$EnvAction - 1 0 - - -
      - name java.lang.String - 1 1 - - -

      compare:
      --fail-on failOn ledger.cli.results.CompareCommand$FailOn - 1 - - - -
      --all all boolean - 0 - - - -
      --json json boolean - 0 - - - -
      - first java.lang.String - 1 0 - - -
      - second java.lang.String - 1 1 - - -
      - ids java.util.List java.lang.String 0..* 2..* - - -

      serve:
      --port port java.lang.Integer - 1 - - - -
      --open open boolean - 0 - - - -
      --allow-host hosts java.util.List java.lang.String 1 - - - -
      --read-only readOnly boolean - 0 - - - -

      site:
      --check check boolean - 0 - - - -
      --history history boolean - 0 - - - -
      --watch watch boolean - 0 - - - -
      --port port java.lang.Integer - 1 - - - -

      publish:

      log:
      --edits edits boolean - 0 - - - -
      --limit limit int - 1 - - - -
      --json json boolean - 0 - - - -
      - id java.lang.String - 0..1 0 - - -

      diff:
      --json json boolean - 0 - - - -
      - from java.lang.String - 1 0 - - -
      - to java.lang.String - 0..1 1 - - -

      history:
      --write write boolean - 0 - - - -
      - action ledger.cli.git.HistoryCommand$HistoryAction - 1 0 - - -

      hook:
      --chain chain boolean - 0 - - - -
      --merge-driver mergeDriver boolean - 0 - - - -
      --json json boolean - 0 - - - -
      - action ledger.cli.git.HookCommand$HookAction - 1 0 - - -

      merge:
      --repair repaired java.lang.String - 1 - - - -
      --with with java.lang.String - 1 - - - -
      --dry-run dry.run boolean - 0 - - - -
      --json json boolean - 0 - - - -
      - ref java.lang.String - 0..1 0 - - -

      ci:
      -o,--output output java.nio.file.Path - 1 - - - -
      --runner runners java.util.List java.lang.String 1 - , - -
      --branch branch java.lang.String - 1 - - - -
      --tool tool java.lang.String - 1 - - - -
      - forge ledger.cli.git.CiCommand$Forge - 1 0 - - -

      merge-driver:
      - base java.nio.file.Path - 1 0 - - -
      - ours java.nio.file.Path - 1 1 - - -
      - theirs java.nio.file.Path - 1 2 - - -
      - path java.nio.file.Path - 0..1 3 - - -

      doctor:
      --json json boolean - 0 - - - -

      mcp:
      --allow allow java.util.List ledger.cli.agent.McpCommand$Allow 1 - , - -

      """;

  private CommandTable() {}

  /**
   * A line for each option and parameter, in {@link QuickParser.TablePart}s.
   *
   * @return empty if there is more to the command than the table can hold
   */
  static Optional<List<String>> of(String command) {
    String head = "\n" + command + ":\n";
    int at = ALL.indexOf(head);
    if (at < 0) {
      return Optional.empty();
    }
    int end = ALL.indexOf("\n\n", at);
    String lines = ALL.substring(at + head.length(), Math.max(at + head.length(), end));
    return Optional.of(lines.isEmpty() ? List.of() : List.of(lines.split("\n")));
  }
}
