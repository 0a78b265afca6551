package ledger.app.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.edit.EditResult;
import ledger.app.edit.Effect;
import ledger.app.git.StagedFix;
import ledger.app.git.StagedFixResult;
import ledger.app.ledger.CheckResult.Fixing;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.app.task.FixLedger;
import ledger.check.Checks;
import ledger.check.Rule;
import ledger.document.Ledger;
import ledger.document.edit.Change;
import ledger.document.edit.Refusal;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.git.Checkout;
import ledger.git.hook.HookProbe;
import ledger.git.hook.MergeDriver;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with a ledger, as it is in its file or as it is staged in git. */
public final class CheckLedger {
  private final Workplace workplace;
  private final Path ledger;
  private final CheckRequest request;

  /** As it was when the check began; empty if it is not staged, or not looked for. */
  private Optional<byte[]> staged = Optional.empty();

  /** While the ledger is read, so are the pages, and what the last check found (ADR 20). */
  private @Nullable Ahead<Pages> pages;

  private @Nullable CheckMemory memory;

  private CheckLedger(Workplace workplace, CheckRequest request) {
    this.workplace = workplace;
    this.ledger = workplace.workspace().ledger();
    this.request = request;
  }

  public static CheckResult run(Session session, CheckRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    if (request.dryRun() && !request.fix()) {
      throw Failure.wrongRequest("--dry-run needs --fix", "a check alone changes nothing");
    }
    if (request.staged() && session.env().containsKey(HookProbe.VARIABLE)) {
      return onlyTried(session);
    }
    return request.staged()
        ? staged(session, request).run()
        : new CheckLedger(Workplace.open(session), request).run();
  }

  /** What {@code hook status} asks of a tool that manages hooks: does it come this far? */
  private static CheckResult onlyTried(Session session) throws IOException, Failure {
    Workspace workspace = Workplace.findInGit(session);
    try (Checkout checkout = checkout(session, workspace)) {
      String path = checkout.inRepository(workspace.ledger()).orElse("");
      HookProbe.answer(session.env(), HookProbe.checked(path));
    }
    return new CheckResult(workspace.ledger(), true, 0, List.of(), null);
  }

  /** Every rule that a check knows. */
  public static List<Rule> rules() {
    return List.of(Rule.values());
  }

  /** With the settings that git would commit; if it has none, those in the folder. */
  private static CheckLedger staged(Session session, CheckRequest request)
      throws IOException, InvalidText, Failure {
    Workspace workspace = Workplace.findInGit(session);
    Path file = workspace.settings();
    try (Checkout checkout = checkout(session, workspace)) {
      Optional<byte[]> blob = checkout.staged(file);
      Workplace workplace =
          blob.isEmpty()
              ? Workplace.in(session, workspace)
              : new Workplace(
                  session,
                  workspace,
                  Settings.of(SourceText.decode(session.shown(file), blob.get())));
      CheckLedger check = new CheckLedger(workplace, request);
      // A commit waits for this, so the index is read once for both files.
      check.staged = request.fix() ? Optional.empty() : checkout.staged(workspace.ledger());
      return check;
    }
  }

  private static Checkout checkout(Session session, Workspace workspace)
      throws IOException, Failure {
    return Checkout.find(workspace.ledger(), session.env())
        .orElseThrow(
            () ->
                Failure.cannot(
                    session.shown(workspace.ledger()) + " is not in a git repository",
                    "leave out --staged"));
  }

  private CheckResult run() throws IOException, InvalidFiles, Refusal, Failure {
    List<Problem> problems = new ArrayList<>();
    Optional<Fixing> fixing = Optional.empty();
    int tasks = 0;
    try {
      if (request.fix()) {
        fixing = fix();
        if (request.dryRun()) {
          return result(false, 0, problems, fixing);
        }
      }
      if (!request.staged()) {
        pages = Ahead.of(() -> Pages.read(workplace));
        memory = CheckMemory.recalling(workplace, request);
      }
      Optional<SourceText> source =
          request.staged() ? stagedSource() : Optional.of(workplace.source(ledger));
      if (source.isEmpty()) {
        return result(true, 0, problems, fixing);
      }
      Parsed parsed = LedgerParser.parse(source.get(), workplace.layout());
      tasks = parsed.ledger().tasks().size();
      problems.addAll(
          pages == null || memory == null
              ? ofStaged(parsed)
              : ofAll(parsed, pages.result(), memory));
    } catch (InvalidText e) {
      problems.add(e.problem());
    }
    return result(false, tasks, problems, fixing);
  }

  private CheckResult result(
      boolean absent, int tasks, List<Problem> problems, Optional<Fixing> fixing)
      throws IOException {
    List<Problem> named = request.fromRoot() ? fromRoot(problems) : List.copyOf(problems);
    return new CheckResult(ledger, absent, tasks, named, fixing.orElse(null));
  }

  /** With the paths as git has them; those outside a repository stay as they are. */
  private List<Problem> fromRoot(List<Problem> problems) throws IOException {
    Session session = workplace.session();
    Optional<Checkout> found = Checkout.find(ledger, session.env());
    if (found.isEmpty()) {
      return List.copyOf(problems);
    }
    try (Checkout checkout = found.get()) {
      List<Problem> named = new ArrayList<>();
      for (Problem problem : problems) {
        Path file = session.folder().resolve(problem.place().path());
        named.add(problem.in(checkout.inRepository(file).orElse(problem.place().path())));
      }
      return named;
    }
  }

  /** Fixes what can be fixed, in a ledger without errors. */
  private Optional<Fixing> fix() throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    if (request.staged()) {
      try (Checkout checkout = checkout(workplace.session(), workplace.workspace())) {
        StagedFixResult fixed = new StagedFix(workplace).run(checkout, request.dryRun());
        return Optional.of(new Fixing(fixed.changes(), fixed.staged(), fixed.fileKept()));
      }
    }
    Parsed parsed = LedgerParser.parse(workplace.source(ledger), workplace.layout());
    if (!parsed.problems().isEmpty()) {
      return Optional.empty();
    }
    EditResult fixed = FixLedger.run(workplace, request.dryRun());
    List<Change> changes = new ArrayList<>();
    for (Effect effect : fixed.effects()) {
      if (effect instanceof Effect.Fixed one) {
        changes.add(one.change());
      }
    }
    return Optional.of(new Fixing(List.copyOf(changes), fixed.files(), false));
  }

  /** What git would commit; it may differ from the file. */
  private Optional<SourceText> stagedSource() throws IOException, InvalidText, Failure {
    Optional<byte[]> blob = staged;
    if (request.fix()) {
      try (Checkout checkout = checkout(workplace.session(), workplace.workspace())) {
        blob = checkout.staged(ledger);
      }
    }
    return blob.isEmpty()
        ? Optional.empty()
        : Optional.of(SourceText.decode(workplace.session().shown(ledger), blob.get()));
  }

  /** The problems of what is staged; fixing only the file would not help. */
  private List<Problem> ofStaged(Parsed parsed) {
    String fix = "'" + workplace.session().command() + " --fix' fixes it";
    return Checks.of(parsed, workplace.layout(), Map.of()).stream()
        .map(
            problem ->
                parsed.problems().isEmpty() && fixable(problem) ? problem.withHelp(fix) : problem)
        .toList();
  }

  /** Not every date can be fixed; one that can has a hint that says how. */
  private static boolean fixable(Problem problem) {
    return problem.help() != null && Rule.of(problem.rule()).filter(Rule::fixable).isPresent();
  }

  /** A clone has what is committed about the merge driver, but not its configuration. */
  private Optional<Problem> mergeDriver() {
    Session session = workplace.session();
    try {
      return MergeDriver.withoutDriver(workplace.workspace().files(), ledger, session.env())
          .map(
              naming ->
                  new Problem(
                      Rule.NO_MERGE_DRIVER.id(),
                      Rule.NO_MERGE_DRIVER.severity(),
                      SourceText.of(session.shown(naming.file()), naming.content())
                          .place(naming.line()),
                      "this clone has not set up the merge driver that is named here, so git merges"
                          + " the ledger by lines",
                      "'ledger hook install --merge-driver' sets it up"));
    } catch (IOException e) {
      return Optional.empty(); // git does not read the repository, so it merges nothing
    }
  }

  private List<Problem> ofAll(Parsed parsed, Pages pages, CheckMemory memory)
      throws IOException, InvalidText, Failure {
    List<Problem> problems = new ArrayList<>(Checks.of(parsed, workplace.layout(), pages.around()));
    problems.addAll(pages.problems());
    mergeDriver().ifPresent(problems::add);
    if (parsed.problems().isEmpty() && pages.problems().isEmpty()) {
      problems.addAll(ofEvidence(parsed.ledger(), memory));
    }
    return problems;
  }

  private List<Problem> ofEvidence(Ledger ledger, CheckMemory memory)
      throws IOException, InvalidText, Failure {
    Workspace workspace = workplace.workspace();
    if (!Files.isDirectory(workspace.results()) && !Files.isDirectory(workspace.experiments())) {
      return List.of();
    }
    boolean strict = request.strict() || workplace.settings().policy().strict();
    return EvidenceChecks.of(workplace, ledger, strict, memory);
  }
}
