package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import ledger.document.TaskId;
import ledger.evidence.RecordSchema;
import ledger.evidence.compare.Calibration;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.io.GuardedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the results commands say and do, in this process. */
class ResultsTest {
  private static final double[] GOOD = {3, 3.1, 3.2, 3.1, 3, 3.3, 3.1};

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk(folder);
  }

  private String only() throws Exception {
    return desk.records().getFirst().getFileName().toString().replace(".json", "");
  }

  @Test
  void whatIsImportedIsEvidence() throws Exception {
    Desk.Ended brought = desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    assertThat(brought.exit()).as(brought.err()).isZero();
    assertThat(brought.out())
        .isEqualTo(only() + "  MLX-002 counting in pinned on linux-x86_64-cpu\n");
    assertThat(desk.ledger("results", "MLX-002").out())
        .contains("verified", "1/1 checks, 1/1 claims", "3.1 (3 to 3.3) ms");
    Desk.Ended again = desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    assertThat(again.out()).isEqualTo(only() + "  MLX-002: imported before\n");
    assertThat(desk.records()).hasSize(1);
  }

  @Test
  void oneFileThatIsWrongKeepsAllOut() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    desk.write("good.jsonl", desk.read("events.jsonl").replace("10:00:00", "11:00:00"));
    desk.write("bad.jsonl", desk.read("good.jsonl").replace("3.3", "\"3.3\""));
    Desk.Ended ended = desk.ledger("results", "import", "good.jsonl", "bad.jsonl");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err())
        .startsWith("bad.jsonl:10:1: error: this event cannot be used: value must be a finite");
    assertThat(desk.records()).hasSize(1);
    Desk.Ended unknown = desk.ledger("results", "import", "good.jsonl", "--env", "pined");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean pinned?", "[environments.pined]");
    assertThat(desk.ledger("results", "import", "none.jsonl").exit()).isEqualTo(3);
  }

  @Test
  void oneRunIsShownByAnyPartOfItsId() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    Desk.Ended shown = desk.ledger("results", "show", only().substring(17));
    assertThat(shown.out())
        .startsWith("  " + only() + "  pinned  linux-x86_64-cpu  imported  verified\n")
        .contains("3.1 (3 to 3.3) ms", "imported", "no log");
    Desk.Ended json = desk.ledger("results", "show", only(), "--json");
    assertThat(json.out()).isEqualTo(Files.readString(desk.records().getFirst()));
    assertThat(RecordSchema.problems(json.out())).isEmpty();
    assertThat(desk.ledger("results", "show", "nothing").exit()).isEqualTo(2);
    desk.brought("pinned", "2026-11-20T11:00:00Z", false, GOOD);
    assertThat(desk.ledger("results", "show", "2026").err()).contains("2 runs have '2026'");
  }

  @Test
  void anEditedRecordIsFound() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    Desk.Ended whole = desk.ledger("results", "verify");
    assertThat(whole.exit()).isZero();
    assertThat(whole.out()).endsWith("1 records, all as they were written\n");
    Path file = desk.records().getFirst();
    String text = Files.readString(file);
    Files.writeString(file, text.replace("3.3", "2.3"));
    Desk.Ended edited = desk.ledger("results", "verify");
    assertThat(edited.exit()).isEqualTo(1);
    assertThat(edited.err()).contains(only() + ".json:", "it was changed after it was written");
    assertThat(desk.ledger("results", "verify", "--json").out()).contains("damaged-record");
    Files.writeString(file, text);
    desk.write("ledger/TASKS.md", desk.read("ledger/TASKS.md").replace("MLX-002", "MLX-902"));
    Desk.Ended orphan = desk.ledger("results", "verify");
    assertThat(orphan.exit()).isEqualTo(1);
    assertThat(orphan.err()).contains("it is a run of MLX-002, which is not in the ledger");
  }

  @Test
  void whatNothingNeedsIsShownThenRemovedThenBroughtBack() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", true, GOOD);
    desk.brought("pinned", "2026-11-20T11:00:00Z", true, GOOD);
    desk.brought("pinned", "2026-11-20T12:00:00Z", false, GOOD);
    desk.brought("pinned", "2026-11-20T13:00:00Z", false, GOOD);
    assertThat(desk.ledger("results", "MLX-002").out()).contains("quick");
    List<Path> before = desk.records();
    Desk.Ended shown = desk.ledger("results", "prune");
    assertThat(shown.out())
        .contains(before.getFirst().getFileName() + "  a quick run with a newer one")
        .contains("1 files, 0.0 MiB; --yes removes them");
    assertThat(desk.records()).isEqualTo(before);
    assertThat(desk.ledger("results", "prune", "--yes").exit()).isZero();
    assertThat(desk.records()).isEqualTo(before.subList(1, 4));
    assertThat(desk.ledger("results", "verify").exit()).isZero();
    assertThat(desk.ledger("undo").exit()).isZero();
    assertThat(desk.records()).isEqualTo(before);

    desk.write("ledger/experiments/counting.py", Desk.HEADER + "pass  # edited\n");
    desk.brought("pinned", "2026-11-20T14:00:00Z", false, GOOD);
    String named = before.get(3).getFileName().toString().replace(".json", "");
    desk.write("ledger/tasks/MLX-002.md", "---\nid: MLX-002\n---\nAs " + named + " shows.\n");
    assertThat(desk.ledger("results", "prune").out())
        .contains(before.get(2).getFileName() + "  stale, with a newer run")
        .doesNotContain(named);
    assertThat(desk.ledger("results", "prune", "--yes").exit()).isZero();
    assertThat(desk.ledger("results", "prune").out()).startsWith("nothing to prune");
  }

  /** What was said of a run goes with it, so that what stays is whole. */
  @Test
  void whatSpeaksOfARunIsPrunedWithIt() throws Exception {
    for (int hour = 10; hour < 13; hour++) {
      desk.brought("pinned", "2026-11-20T" + hour + ":00:00Z", false, GOOD);
    }
    EvidenceStore store =
        new EvidenceStore(GuardedFiles.of(folder), folder.resolve("ledger/results"));
    TaskId task = new TaskId("MLX-002");
    Path calibration = store.calibrate(task, Calibration.of(store.runs(task)).orElseThrow());
    String edited = Desk.HEADER.replace("at-least = 3", "at-least = 2.5");
    desk.write("ledger/experiments/counting.py", edited + "pass\n");
    desk.ledger("results", "accept", "MLX-002", "--reason", "a slip");
    Path acceptance = store.about(task, store.runs(task).getFirst().run()).getFirst();
    desk.write("ledger/experiments/counting.py", edited + "pass  # edited\n");
    desk.brought("pinned", "2026-11-20T14:00:00Z", false, GOOD);
    assertThat(desk.ledger("results", "verify").exit()).isZero();
    Desk.Ended shown = desk.ledger("results", "prune", "--yes");
    assertThat(shown.out())
        .contains("calibrations/" + calibration.getFileName() + "  is useless without that run")
        .contains("accepted/" + acceptance.getFileName() + "  is useless without that run")
        .contains("5 files removed");
    Desk.Ended verified = desk.ledger("results", "verify");
    assertThat(verified.exit()).as(verified.err()).isZero();
    assertThat(desk.ledger("undo").exit()).isZero();
    assertThat(calibration).exists();
    assertThat(desk.ledger("results", "verify").exit()).isZero();
  }

  @Test
  void anEditAfterTheRunIsSuspectUntilItIsAccepted() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    assertThat(desk.ledger("results", "accept", "MLX-002", "--reason", "x").err())
        .contains("no run of MLX-002 is suspect");
    String edited = Desk.HEADER.replace("at-least = 3", "at-least = 2.5") + "pass\n";
    desk.write("ledger/experiments/counting.py", edited);
    assertThat(desk.ledger("results").out()).contains("suspect", "the claims");
    assertThat(desk.ledger("verify", "--why", "MLX-002").out())
        .contains("counting in pinned would run: the last run is suspect: edited after the run");
    assertThat(desk.ledger("results", "accept", "MLX-002").exit()).isEqualTo(2);
    Desk.Ended accepted = desk.ledger("results", "accept", "MLX-002", "--reason", "a slip");
    assertThat(accepted.out()).isEqualTo(only() + "  the edit is accepted: a slip\n");
    assertThat(desk.ledger("results").out())
        .contains("verified", "an edit after the run is accepted: a slip");
    assertThat(desk.ledger("verify", "--why", "MLX-002").out())
        .contains("would not run: nothing has changed since the run " + only());
    assertThat(desk.ledger("results", "verify").exit()).isZero();

    // The claims of now decide, and a later edit is another one.
    desk.write("ledger/experiments/counting.py", edited.replace("2.5", "9"));
    assertThat(desk.ledger("results").out()).contains("suspect");
    desk.ledger("results", "accept", "MLX-002", "--reason", "stricter");
    assertThat(desk.ledger("results").out()).contains("failed", "three is refuted");

    Path file;
    try (var files = Files.list(folder.resolve("ledger/results/MLX-002/accepted"))) {
      file = files.sorted().findFirst().orElseThrow();
    }
    Files.writeString(file, Files.readString(file).replace("\"run\"", "\"ran\""));
    assertThat(desk.ledger("results", "verify").err()).contains("accepted edit cannot be used");
  }

  @Test
  void aRunWithAnotherVersionIsRefusedAndWhatNeverRanIsNotStale() throws Exception {
    Desk.Ended ended = desk.brought("latest", "2026-11-20T10:00:00Z", false, GOOD);
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err()).startsWith("events.jsonl:1:1: error: it ran mlx 0.29.4 instead of ");
    assertThat(desk.ledger("verify", "--why", "MLX-002", "--stale").out())
        .contains("would not run: it never ran in pinned");
    assertThat(desk.ledger("verify", "--quick", "--stale").exit()).isEqualTo(2);
  }

  /** A note that a lost host left is told even where nothing has to run, and once. */
  @Test
  void aRunThatWasCutOffIsTold() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    desk.write(".ledger/running", "MLX-002 counting in pinned, begun 2026-11-21T10:00:00Z");
    assertThat(desk.ledger("verify", "MLX-002").err())
        .contains("the last verify was cut off and left no record: MLX-002 counting in pinned")
        .contains("not run, nothing has changed");
    assertThat(desk.ledger("verify", "MLX-002").err()).doesNotContain("cut off");
  }

  @Test
  void twoEnvironmentsAreCompared() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, 3, 3.1, 3.2, 3.1, 3, 3.3, 3.1, 3.2);
    assertThat(desk.ledger("compare", "pinned", "latest").out()).startsWith("nothing to compare");
    desk.write("ledger/experiments/requirements/latest.txt", "");
    desk.brought("latest", "2026-11-20T11:00:00Z", false, 6, 6.1, 6.2, 6.1, 6, 6.3, 6.1, 6.2);
    Desk.Ended told = desk.ledger("compare", "pinned", "latest", "--all");
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out())
        .contains("MLX-002 Counting  pinned on linux-x86_64-cpu (1 run) → latest on")
        .contains("worse", "3.1 → 6.1 ms", "noise taken as 10 %", "seen in one run a side");
    assertThat(desk.ledger("compare", "pinned", "latest", "--fail-on", "worse").exit())
        .isEqualTo(1);
    assertThat(desk.ledger("compare", "latest", "pinned", "--fail-on", "worse").exit()).isZero();
    assertThat(desk.ledger("compare", "pinned@linux-x86_64-cpu", "latest", "MLX-002").out())
        .contains("worse");
    assertThat(desk.ledger("compare", "pinned", "latest", "--json").out())
        .contains("ledger-compare/1", "\"answer\" : \"worse\"", "\"noise-freedom\" : 0");
    assertThat(desk.ledger("compare", only(), only()).out()).contains("same");
    assertThat(desk.ledger("compare", "pinned", "latest", "--fail-on", "confirmed").exit())
        .isZero();
    assertThat(desk.ledger("compare", "pinned", "latest", "--fail-on", "slower").exit())
        .isEqualTo(2);
    assertThat(desk.ledger("compare", "pinned", "nowhere").exit()).isEqualTo(2);
  }

  @Test
  void aChangeIsConfirmedBySeveralRunsAndNamedRunsAreASide() throws Exception {
    desk.write("ledger/experiments/requirements/latest.txt", "");
    for (int hour = 10; hour < 14; hour++) {
      String at = "2026-11-20T" + hour + ":00:00Z";
      desk.brought("pinned", at, false, 3, 3.1, 3.2, 3.1, 3, 3.3, 3.1, 3.2);
      desk.brought("latest", at, false, 6, 6.1, 6.2, 6.1, 6, 6.3, 6.1, 6.2);
    }
    Desk.Ended told = desk.ledger("compare", "pinned", "latest", "--fail-on", "confirmed");
    assertThat(told.exit()).isEqualTo(1);
    assertThat(told.out())
        .contains("pinned on linux-x86_64-cpu (4 runs) → latest", "Worse: 1", "3.1 → 6.1 ms")
        .doesNotContain("worse?");
    assertThat(told.out().lines()).allMatch(line -> line.length() <= 80);
    told = desk.ledger("compare", "pinned", "latest", "--all");
    assertThat(told.out()).contains("  worse  ", "more than the difference between equal runs");

    List<RunRecord> runs =
        new EvidenceStore(GuardedFiles.of(folder), folder.resolve("ledger/results")).all();
    String slow = named(runs, "latest");
    String fast = named(runs, "pinned");
    assertThat(desk.ledger("compare", fast, slow, "--all").out())
        .contains(
            "pinned on linux-x86_64-cpu (4 runs) → latest",
            "more than the difference between equal runs");
    assertThat(desk.ledger("compare", fast.split(",")[0], slow.split(",")[0], "--all").out())
        .contains("  worse?  ", "seen in one run a side");
    Desk.Ended mixed = desk.ledger("compare", fast.split(",")[0] + "," + slow.split(",")[0], slow);
    assertThat(mixed.exit()).isEqualTo(2);
    assertThat(mixed.err()).contains("the runs of a side must be equal");
    assertThat(desk.ledger("compare", fast + ",", slow).exit()).isEqualTo(2);
  }

  private static String named(List<RunRecord> runs, String environment) {
    return runs.stream()
        .filter(run -> run.environment().equals(environment))
        .map(RunRecord::run)
        .collect(Collectors.joining(","));
  }

  @Test
  void anOutcomeIsHeldAgainstTheRunThatItNames() throws Exception {
    desk.write("ledger/ledger.toml", "[subject]\npackages = [\"MLX\"]\n");
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    assertThat(desk.ledger("move", "MLX-002", "done").exit()).isZero();
    assertThat(desk.ledger("check").exit()).isZero();
    String done = desk.read("ledger/TASKS.md");
    assertThat(done).contains("parts 3.1 (3–3.3) ms [" + only() + "]");
    desk.write("ledger/TASKS.md", done.replace("parts 3.1", "parts 1.3"));
    Desk.Ended wrong = desk.ledger("check");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err())
        .contains("the outcome says 1.3, its run says: MLX 0.29.4", "ledger edit");
    desk.write("ledger/TASKS.md", done.replace(only(), "20261120T100000Z-00000000"));
    assertThat(desk.ledger("check").err()).contains("which has no record");
    desk.write("ledger/TASKS.md", done.replace("[" + only(), "in 17 rooms [" + only()));
    assertThat(desk.ledger("check").err()).contains("the outcome says 17");
    desk.write("ledger/TASKS.md", done.replace("MLX 0.29.4 on", "Since 2024: MLX 0.29.4 on"));
    assertThat(desk.ledger("check").exit()).isZero();
  }

  private void says(String done, String old, String now, String error) throws Exception {
    assertThat(done).contains(old);
    desk.write("ledger/TASKS.md", done.replace(old, now));
    Desk.Ended ended = desk.ledger("check");
    assertThat(ended.exit()).as(now).isEqualTo(error.isEmpty() ? 0 : 1);
    assertThat(ended.err()).contains(error);
  }

  @Test
  void anOutcomeSaysOnWhichHostAndWhetherItWasImported() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    desk.ledger("move", "MLX-002", "done");
    String done = desk.read("ledger/TASKS.md");
    says(done, "linux-x86_64-cpu (", "macos-arm64-metal (", "the outcome says 'macos-arm64-metal");
    says(done, " (imported)", "", "");
    says(done, "checks", "tests", "the outcome says 'linux-x86_64-cpu");
    says(done, " [" + only() + "]", "", "");
    says(
        done, "3.1 (3–3.3) ms [" + only() + "]", "9.1 (3–3.3) ms", "the outcome says 9.1, the new");
    desk.write("ledger/ledger.toml", "[subject]\npackages = [\"MLX\"]\n");
    says(done, "checks", "checks", ""); // it was composed before the settings named the subject
    says(done, "linux-x86_64-cpu (", "macos-arm64-metal (", "the outcome says 'macos-arm64-metal");
  }

  /** Numbers count where they stand, as they are written, and in other words too. */
  @Test
  void anOutcomesNumbersAreThoseOfItsRunInTheirPlaces() throws Exception {
    desk.write("ledger/ledger.toml", "[subject]\npackages = [\"MLX\"]\n");
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    desk.ledger("move", "MLX-002", "done");
    String done = desk.read("ledger/TASKS.md");
    says(done, "3.1 (3–3.3)", "3.3 (3–3.1)", "the outcome says 3, 3.1, its run says: MLX");
    says(done, "3.1 (3–3.3)", "3.3 (3–3.3)", "the outcome says 3, 3.3, its run says: MLX");
    says(done, "1/1 checks", "3/3 checks", "the outcome says 3, ");
    says(done, "parts 3.1", "parts -3.1", "the outcome says -3.1, ");
    says(done, "parts 3.1", "parts 3,1", "the outcome says 3,1, ");
    says(done, "parts 3.1", "parts 3.10", "the outcome says 3.10, ");
    says(done, " (3–3.3)", "", "");
    says(
        done,
        "MLX 0.29.4 on linux",
        "MLX 0.29.4 on macos",
        "the outcome says 'MLX 0.29.4 on macos");
    says(done, "checks", "tests", "the outcome says 'MLX 0.29.4 on ");
    says(done, "[" + only() + "]", "[" + only() + "] — in 17 rooms", "");
    says(done, "| MLX 0.29.4", "| failed: MLX 0.29.4", "the outcome says 'failed', its evidence: ");
    says(done, "MLX 0.29.4", "After #12 and MLX-003: MLX 0.29.4", "");
    String bare = done.substring(done.indexOf("MLX 0.29.4"), done.indexOf("[" + only()));
    says(done, bare, "Splits into 3.1 parts ", "");
    says(done, bare, "Splits into 4 parts ", "the outcome says 4, its run says: MLX");
    says(done, bare + "[" + only(), "[20261120T100000Z-00000000", "which has no record");
    says(done, bare, "Splits [" + only() + "] into 4 ", "the outcome says 4, ");
  }

  @Test
  void laterEvidenceReopensADoneTask() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    assertThat(desk.ledger("reopen", "MLX-002").err()).contains("is not done");
    desk.ledger("move", "MLX-002", "done");
    assertThat(desk.ledger("reopen", "MLX-002").err()).contains("no evidence refutes MLX-002");
    desk.brought("pinned", "2026-11-21T10:00:00Z", false, 1, 1.1, 1.2, 1.1, 1, 1.3, 1.1);
    Desk.Ended refuted = desk.ledger("check");
    assertThat(refuted.exit()).isEqualTo(1);
    assertThat(refuted.err()).contains("MLX-002 is done, but its evidence refutes it", "reopen");
    Desk.Ended reopened = desk.ledger("reopen", "MLX-002");
    assertThat(reopened.exit()).as(reopened.err()).isZero();
    String row =
        desk.read("ledger/TASKS.md").lines().filter(l -> l.contains("MLX-002")).findFirst().get();
    assertThat(row).contains("parts 3.1 (3–3.3)", "parts 1.1 (1–1.3)", "reopened, was: ");
    assertThat(desk.ledger("check").exit()).isZero();
    assertThat(desk.ledger("undo").exit()).isZero();
    assertThat(desk.ledger("check").exit()).isEqualTo(1);
  }

  @Test
  void aPolicyAsksForMore() throws Exception {
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    desk.write("ledger/ledger.toml", "[policy]\nhosts = [\"macos-arm64-metal\"]\n");
    assertThat(desk.ledger("results").out())
        .contains(
            "none", "counting has not run in pinned on macos-arm64-metal, as the policy requires");
    assertThat(desk.ledger("move", "MLX-002", "done").exit()).isEqualTo(1);
    desk.write("ledger/ledger.toml", Desk.LATEST + "[policy]\nenvironments = [\"latest\"]\n");
    assertThat(desk.ledger("results").out()).contains("counting has not run in latest");
    desk.write("ledger/ledger.toml", "[policy]\nhosts = [\"linux-x86_64-cpu\"]\n");
    assertThat(desk.ledger("move", "MLX-002", "done").exit()).isZero();
    desk.write("ledger/ledger.toml", Desk.LATEST + "[policy]\nenvironments = [\"lates\"]\n");
    assertThat(desk.ledger("results").err()).contains("did you mean latest?");
    desk.write("ledger/ledger.toml", "[policy]\nhost = []\n");
    assertThat(desk.ledger("results").err()).contains("unknown setting 'host'");
  }
}
