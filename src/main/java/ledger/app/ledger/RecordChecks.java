package ledger.app.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ledger.app.session.Workplace;
import ledger.check.Rule;
import ledger.evidence.record.GitState;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.git.Checkout;
import ledger.git.FilesInGit;
import ledger.git.GitOrigins;
import ledger.io.FileTree;
import ledger.io.Origins;
import ledger.text.Problem;

/** What run records tell about themselves that cannot be, and records that are gone. */
final class RecordChecks {
  /** How far the clocks of two hosts may be apart, in seconds. */
  private static final long CLOCKS = 3600;

  private final Workplace workplace;
  private final List<Problem> problems = new ArrayList<>();

  private RecordChecks(Workplace workplace) {
    this.workplace = workplace;
  }

  /**
   * The problems, those of git only as far as git answers.
   *
   * @param evidence of all tasks
   */
  static List<Problem> of(Workplace workplace, Collection<TaskEvidence> evidence) {
    RecordChecks checks = new RecordChecks(workplace);
    List<RunRecord> records =
        evidence.stream()
            .flatMap(task -> task.experiments().stream())
            .flatMap(ExperimentEvidence::runs)
            .map(run -> run.record())
            .toList();
    Instant now = workplace.session().clock().instant();
    Origins origins = workplace.workspace().files().origins();
    for (RunRecord record : records) {
      if (record.started().isAfter(now.plusSeconds(CLOCKS))) {
        checks.impossible(record, "which is in the future");
        origins.addUnknown(); // time decides
      }
    }
    try {
      checks.note(origins, records);
      Optional<Checkout> found =
          Checkout.find(workplace.workspace().root(), workplace.session().env());
      if (found.isPresent()) {
        try (Checkout checkout = found.get()) {
          checks.inGit(new FilesInGit(checkout), records);
        }
      }
    } catch (IOException e) {
      origins.addUnknown();
      return List.copyOf(checks.problems); // git does not answer: nothing is known of its commits
    }
    return List.copyOf(checks.problems);
  }

  /** What git's answers depend on, and every folder from which a record may have gone. */
  private void note(Origins origins, List<RunRecord> records) throws IOException {
    new GitOrigins(origins, workplace.session().env())
        .add(workplace.workspace().root(), commits(records));
    origins.add(workplace.workspace().results());
    origins.addAll(FileTree.folders(workplace.workspace().results()));
  }

  private static Set<String> commits(List<RunRecord> records) {
    Set<String> named = new TreeSet<>();
    for (RunRecord record : records) {
      GitState state = record.git();
      if (state != null) {
        named.add(state.commit());
      }
    }
    return named;
  }

  private void inGit(FilesInGit git, List<RunRecord> records) throws IOException {
    Map<String, Instant> made = git.made(commits(records));
    for (RunRecord record : records) {
      GitState state = record.git();
      Instant commit = state == null ? null : made.get(state.commit());
      if (commit != null && record.started().plusSeconds(CLOCKS).isBefore(commit)) {
        impossible(record, "before its commit was made, at " + commit);
      }
    }
    Path results = workplace.workspace().results();
    for (String file : git.removed(results)) {
      problems.add(
          new Problem(
              Rule.REMOVED_RECORD.id(),
              Rule.REMOVED_RECORD.severity(),
              new Problem.Place(file, 1, 1, "{", 1),
              "this file of evidence is in the last commit, or the one before, and not here",
              "'git checkout COMMIT -- FILE' brings it back; 'ledger results prune' removes only"
                  + " what nothing depends on"));
    }
  }

  private void impossible(RunRecord record, String why) {
    Path file =
        workplace
            .workspace()
            .results()
            .resolve(record.task().value())
            .resolve(record.run() + ".json");
    problems.add(
        Problem.error(
            Rule.IMPOSSIBLE_START.id(),
            new Problem.Place(workplace.session().shown(file), 1, 1, "{", 1),
            "it says that its run began at " + record.started() + ", " + why,
            "if a clock was wrong, remove the record and run it again"));
  }
}
