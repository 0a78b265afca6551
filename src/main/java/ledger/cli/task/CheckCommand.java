package ledger.cli.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.app.git.StagedFix;
import ledger.app.git.StagedFixResult;
import ledger.app.results.Measurements;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.app.task.Editor;
import ledger.app.task.Pages;
import ledger.check.Checks;
import ledger.check.Fixes;
import ledger.check.OutcomeChecks;
import ledger.check.Rule;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.ProblemReport;
import ledger.cli.Root;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.edit.Change;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.git.Checkout;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import ledger.text.SourceText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
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
      "  ledger check --fix --dry-run    what can be mended without a decision",
      "  ledger check --staged           what the pre-commit hook runs",
      "  ledger check --staged --fix     mends what the hook refused",
      "  ledger check --format github    annotations in a workflow of GitHub",
      "  ledger check --format gitlab    code quality report of GitLab",
      "  ledger check --rules            every rule"
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
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Option(names = "--json", description = "The same as --format json (docs/json.md).")
  private boolean json;

  @Option(
      names = "--fix",
      description = {
        "Mend the order and dates that mean one day only, then check.",
        "With --staged in git's index, and in the file if it holds the same."
      })
  private boolean fix;

  @Option(names = "--rules", description = "Show every rule (docs/checks.md).")
  private boolean rules;

  @Mixin private DryRun dry = new DryRun();

  /**
   * The command of a hook, ready to be called, if the words are just that. A commit waits for it,
   * and what picocli needs to understand two words (reflection, a proxy for each annotation) takes
   * as long as the check itself. See ADR 3.
   */
  public static Optional<CheckCommand> calledByHook(Root root, String... args) {
    List<String> words = List.of(args);
    boolean plain = words.equals(List.of("check", "--staged"));
    boolean named =
        words.size() == 4 && words.subList(0, 3).equals(List.of("check", "--staged", "--ledger"));
    if (!plain && !named) {
      return Optional.empty();
    }
    if (named) {
      root.ledger = Path.of(words.get(3));
    }
    CheckCommand command = new CheckCommand();
    command.give(root);
    command.staged = true;
    return Optional.of(command);
  }

  @Override
  public Integer call() throws Exception {
    if (rules) {
      for (Rule rule : Rule.values()) {
        console().print(String.format("%-24s %-8s %s", rule.id(), severity(rule), rule.summary()));
      }
      return ExitCode.OK;
    }
    if (dry.run && !fix) {
      throw Failure.wrongRequest("--dry-run needs --fix", "a check alone changes nothing");
    }
    Workspace workspace = staged ? workspaceInGit() : workspace();
    Settings settings = staged ? stagedSettings(workspace) : settings(workspace);
    List<Problem> problems = new ArrayList<>();
    int tasks = 0;
    try {
      if (fix) {
        mend(workspace, settings);
        if (dry.run) {
          return ExitCode.OK;
        }
      }
      Optional<SourceText> source =
          staged ? staged(workspace) : Optional.of(source(workspace.ledger()));
      if (source.isEmpty()) {
        console().print(shown(workspace.ledger()) + " is not staged");
        return ExitCode.OK;
      }
      Parsed parsed = LedgerParser.parse(source.get(), settings.layout());
      tasks = parsed.ledger().tasks().size();
      problems.addAll(staged ? stagedProblems(settings, parsed) : all(workspace, settings, parsed));
    } catch (InvalidText e) {
      problems.add(e.problem());
    }
    return report(problems, tasks);
  }

  /** The problems of what is staged; mending the file alone would not help it. */
  private List<Problem> stagedProblems(Settings settings, Parsed parsed) {
    String mend = "'" + context().command() + " --fix' fixes it";
    return Checks.of(parsed, settings.layout(), Map.of()).stream()
        .map(
            problem ->
                parsed.problems().isEmpty() && mendable(problem) ? problem.withHelp(mend) : problem)
        .toList();
  }

  /** Not every date can be mended; one that can has a help that says how. */
  private static boolean mendable(Problem problem) {
    return problem.help() != null && Rule.of(problem.rule()).filter(Rule::fixable).isPresent();
  }

  private List<Problem> all(Workspace workspace, Settings settings, Parsed parsed)
      throws Exception {
    Pages pages = Pages.read(new Workplace(session(), workspace, settings));
    List<Problem> problems = new ArrayList<>(Checks.of(parsed, settings.layout(), pages.around()));
    problems.addAll(pages.problems());
    if (parsed.problems().isEmpty()
        && pages.problems().isEmpty()
        && Files.isDirectory(workspace.results())) {
      Measurements known = new Measurements(new Workplace(session(), workspace, settings));
      problems.addAll(OutcomeChecks.of(parsed.ledger(), known.evidence(parsed.ledger())));
    }
    return problems;
  }

  /** Mends what can be, in a ledger that is understood. */
  private void mend(Workspace workspace, Settings settings) throws Exception {
    List<Change> changes;
    if (staged) {
      try (Checkout checkout = checkout(workspace)) {
        Workplace workplace = new Workplace(session(), workspace, settings);
        changes = report(workspace, new StagedFix(workplace).run(checkout, dry.run));
      }
    } else {
      Parsed parsed = LedgerParser.parse(source(workspace.ledger()), settings.layout());
      if (!parsed.problems().isEmpty()) {
        return;
      }
      changes = mendFile(workspace, settings, parsed.ledger());
    }
    if (changes.isEmpty()) {
      console().note("nothing to fix");
    } else if (!dry.run) {
      changes.forEach(change -> console().note("fixed " + described(change)));
    }
  }

  private List<Change> report(Workspace workspace, StagedFixResult fixed) {
    if (dry.run) {
      fixed.staged().forEach(console()::diff);
    }
    if (fixed.fileKept()) {
      console()
          .note(
              shown(workspace.ledger())
                  + " has unstaged edits and stays as it is; 'ledger check --fix' fixes it"
                  + " too");
    }
    return fixed.changes();
  }

  private List<Change> mendFile(Workspace workspace, Settings settings, Ledger before)
      throws Exception {
    List<Change> changes = Fixes.of(before, settings.layout());
    List<Editor.Wish> wishes = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      // Asked for under the lock: each one that was made is not among those of the next.
      wishes.add(
          ledger ->
              Fixes.of(ledger, settings.layout()).stream()
                  .findFirst()
                  .orElse(new Change.Sort(List.of())));
    }
    new Editor(this, workspace, settings).apply(wishes, dry.run);
    return changes;
  }

  private static String described(Change change) {
    return switch (change) {
      case Change.SetCells set ->
          set.id()
              + ": "
              + set.values().entrySet().stream()
                  .map(cell -> cell.getKey() + " is " + cell.getValue())
                  .collect(Collectors.joining(", "));
      case Change.Sort sort ->
          "the order of "
              + sort.states().stream().map(State::heading).collect(Collectors.joining(", "));
      default -> throw new IllegalArgumentException(change.toString());
    };
  }

  /** What git would commit; it may differ from what lies in the folder. */
  private Optional<SourceText> staged(Workspace workspace)
      throws IOException, InvalidText, Failure {
    try (Checkout checkout = checkout(workspace)) {
      Optional<byte[]> blob = checkout.staged(workspace.ledger());
      return blob.isEmpty()
          ? Optional.empty()
          : Optional.of(SourceText.decode(shown(workspace.ledger()), blob.get()));
    }
  }

  /** Those that git would commit; where it has none, those in the folder. */
  private Settings stagedSettings(Workspace workspace) throws IOException, InvalidText, Failure {
    Path file = workspace.settings();
    try (Checkout checkout = checkout(workspace)) {
      Optional<byte[]> blob = checkout.staged(file);
      return blob.isEmpty()
          ? settings(workspace)
          : Settings.of(SourceText.decode(shown(file), blob.get()));
    }
  }

  private Checkout checkout(Workspace workspace) throws IOException, Failure {
    return Checkout.find(workspace.ledger(), context().env())
        .orElseThrow(
            () ->
                Failure.cannot(
                    shown(workspace.ledger()) + " is not in a git repository",
                    "leave out --staged"));
  }

  private int report(List<Problem> problems, int tasks) {
    long errors = problems.stream().filter(p -> p.severity() == Severity.ERROR).count();
    switch (json ? Format.json : format) {
      case json -> console().print(ProblemReport.json(problems));
      case sarif -> console().print(ProblemReport.sarif(problems));
      case github -> {
        if (!problems.isEmpty()) {
          console().print(ProblemReport.github(problems));
        }
      }
      case gitlab -> console().print(ProblemReport.gitlab(problems));
      case text -> text(problems, errors, tasks);
    }
    return errors == 0 ? ExitCode.OK : ExitCode.NO;
  }

  private void text(List<Problem> problems, long errors, int tasks) {
    problems.forEach(console()::problem);
    if (problems.isEmpty()) {
      console().print(tasks + " tasks, no problems");
    } else {
      console()
          .note(counted(errors, "error") + ", " + counted(problems.size() - errors, "warning"));
    }
  }

  private static String severity(Rule rule) {
    return rule.severity() == Severity.ERROR ? "error" : "warning";
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
