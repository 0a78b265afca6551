package ledger.cli.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ledger.app.ledger.CheckLedger;
import ledger.app.ledger.CheckRequest;
import ledger.app.ledger.CheckResult;
import ledger.app.session.Failure;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.Root;
import ledger.git.hook.HookCall;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Find everything that is wrong with the ledger. Exit code 1 if there is an error.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger check",
      "  ledger check --fix --dry-run    what can be fixed without a decision",
      "  ledger check --staged           what the pre-commit hook runs",
      "  ledger check --staged --fix     fix what the hook refused",
      "  ledger check --format github    annotations in a GitHub workflow",
      "  ledger check --format gitlab    a GitLab code quality report",
      "  ledger check --rules            list every rule"
    })
public final class CheckCommand extends LedgerCommand {
  /** How problems are printed. */
  enum Format {
    text,
    json,
    sarif,
    github,
    gitlab
  }

  @Option(
      names = "--staged",
      description = "Check the ledger as it is staged in git; nothing else is read.")
  private boolean staged;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: text).")
  private @Nullable Format format;

  @Option(names = "--json", description = "The same as --format json (docs/json.md).")
  private boolean json;

  @Option(
      names = "--fix",
      description = {
        "Fix the order, and dates that can only mean one day, then check.",
        "With --staged, in git's index, and in the file if it has the same content."
      })
  private boolean fix;

  @Option(
      names = "--strict",
      description = "A done task whose evidence no longer suffices is an error (policy.done).")
  private boolean strict;

  @Option(names = "--rules", description = "List every rule (docs/checks.md).")
  private boolean rules;

  @Mixin private DryRun dry = new DryRun();

  /**
   * The command that a hook calls, ready to run, if the words are exactly those. A commit waits for
   * it, and what picocli needs to understand two words (reflection, a proxy for each annotation)
   * takes as long as the check itself. See ADR 3.
   */
  public static Optional<CheckCommand> calledByHook(Root root, String... args) {
    Optional<HookCall> call = HookCall.of(List.of(args));
    if (call.isEmpty()) {
      return Optional.empty();
    }
    if (call.get().ledger() != null) {
      root.ledger = Path.of(call.get().ledger());
    }
    CheckCommand command = new CheckCommand();
    command.give(root);
    command.staged = true;
    return Optional.of(command);
  }

  @Override
  public Integer call() throws Exception {
    if (rules && (staged || fix || json || format != null || dry.run)) {
      throw Failure.wrongRequest(
          "--rules lists the rules and checks nothing; no other option goes with it",
          "'ledger check' without --rules checks");
    }
    if (format != null && json) {
      throw Failure.wrongRequest(
          "--json and --format exclude each other", "--json is --format json");
    }
    if (dry.run && (format != null || json)) {
      throw Failure.wrongRequest(
          "--dry-run shows a difference, so it excludes --format and --json", null);
    }
    if (rules) {
      CheckLedger.rules().forEach(rule -> CheckWords.print(console(), rule));
      return ExitCode.OK;
    }
    CheckResult result = app().check(new CheckRequest(staged, fix, dry.run, strict, fromRoot()));
    String ledger = shown(result.ledger());
    if (result.fixing() != null) {
      CheckWords.print(console(), ledger, result.fixing(), dry.run);
    }
    if (dry.run) {
      return ExitCode.OK;
    }
    if (result.absent()) {
      console().print(ledger + " is not staged");
      return ExitCode.OK;
    }
    CheckWords.print(console(), result, json ? Format.json : format == null ? Format.text : format);
    return result.errors() == 0 ? ExitCode.OK : ExitCode.NO;
  }

  /** These formats are read by forges, whose paths count from the repository's root. */
  private boolean fromRoot() {
    return format == Format.github || format == Format.gitlab || format == Format.sarif;
  }
}
