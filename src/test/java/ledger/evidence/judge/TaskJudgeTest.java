package ledger.evidence.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ledger.document.TaskId;
import ledger.evidence.Records;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.record.Exit;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.verdict.TaskReason;
import ledger.evidence.words.OutcomePart;
import ledger.evidence.words.OutcomeWords;
import ledger.evidence.words.ReasonWords;
import org.junit.jupiter.api.Test;

class TaskJudgeTest {
  private static final Claim CLAIM = Records.exact("small", "bytes", new Bound.EqualTo(8));

  private static final TaskId TASK = new TaskId("MLX-002");

  private static CurrentExperiment now(String name, List<Claim> claims) {
    return new CurrentExperiment(
        name,
        "Title",
        "ledger/experiments/" + name + ".py",
        "code",
        claims,
        List.of(),
        List.of(),
        List.of(),
        PresentInputs.by(
            new TreeMap<>(Map.of("pinned", Records.INPUTS, "latest", Records.INPUTS))));
  }

  private static Records good(int hour) {
    Records records = asked().check("L1", true).sampled("bytes", 8);
    records.started = Instant.parse("2026-11-23T00:00:00Z").plusSeconds(3600L * hour);
    return records;
  }

  private static Records asked() {
    return Records.completed().with(CLAIM);
  }

  private static Records on(Records records, String kind) {
    records.inputs = HostKind.with(Records.INPUTS, kind);
    return records;
  }

  private static TaskEvidence assemble(Records... records) {
    List<RunRecord> runs = java.util.Arrays.stream(records).map(Records::record).toList();
    return TaskJudge.judge(
        TASK,
        List.of(now("lazy_evaluation", runs.isEmpty() ? List.of() : runs.getFirst().claims())),
        List.of(),
        runs,
        List.of(),
        DonePolicy.of("pinned"),
        Optional.empty());
  }

  @Test
  void theNewestRunDecides() {
    assertThat(assemble(good(2), good(1).check("L2", false)).status()).isEqualTo(Status.VERIFIED);
    TaskEvidence worse = assemble(good(1), good(2).check("L2", false));
    assertThat(worse.status()).isEqualTo(Status.FAILED);
    assertThat(ReasonWords.of(worse))
        .isEqualTo("lazy_evaluation: the check L2 failed: seen 3 of 3");
    assertThat(worse.experiments().getFirst().newest()).hasSize(1);
    assertThat(worse.experiments().getFirst().older()).hasSize(1);
  }

  @Test
  void aHeaderThatCannotBeUsedIsNotMadeUpForByAnother() {
    List<RunRecord> runs = List.of(good(1).record());
    TaskReason unusable = new TaskReason.HeaderUnusable("ledger/experiments/other.py", 3, "no");
    TaskEvidence evidence =
        TaskJudge.judge(
            TASK,
            List.of(now("lazy_evaluation", runs.getFirst().claims())),
            List.of(unusable),
            runs,
            List.of(),
            DonePolicy.of("pinned"),
            Optional.empty());
    assertThat(evidence.status()).isEqualTo(Status.BROKEN);
    assertThat(ReasonWords.of(evidence))
        .isEqualTo("the header of ledger/experiments/other.py cannot be used, line 3: no");
  }

  @Test
  void theWorstKindOfHostWins() {
    TaskEvidence evidence = assemble(good(2), on(good(1).check("L2", false), "macos-arm64-metal"));
    assertThat(evidence.status()).isEqualTo(Status.FAILED);
    assertThat(ReasonWords.of(evidence)).contains("on macos-arm64-metal");
    // Where it cannot be asked says nothing about where it can.
    Records absent = on(asked().notApplicable("bytes"), "linux-x86_64-cpu");
    assertThat(assemble(absent, on(good(1), "linux-x86_64-cuda")).status())
        .isEqualTo(Status.VERIFIED);
    assertThat(assemble(absent).status()).isEqualTo(Status.NOT_APPLICABLE);
  }

  @Test
  void onlyTheDefaultEnvironmentDecides() {
    Records latest = good(3).check("L2", false);
    latest.environment = "latest";
    assertThat(assemble(good(1), latest).status()).isEqualTo(Status.VERIFIED);
    TaskEvidence elsewhere = assemble(latest);
    assertThat(elsewhere.status()).isEqualTo(Status.NONE);
    assertThat(ReasonWords.of(elsewhere))
        .isEqualTo("lazy_evaluation has not run in pinned, only elsewhere");
  }

  @Test
  void aRunThatDiedEarlyGivesWayToAnyNewerOneOnThatSystem() {
    Records died = on(good(1), "linux-x86_64-cpu");
    died.exit = new Exit(Exit.Kind.FAILED, 1, "no MLX");
    died.host = Records.host("unknown", "unknown", null);
    assertThat(assemble(died).status()).isEqualTo(Status.BROKEN);
    assertThat(assemble(died, on(good(2), "linux-x86_64-cuda")).status())
        .isEqualTo(Status.VERIFIED);
    died.started = Instant.parse("2026-11-24T00:00:00Z");
    assertThat(assemble(died, on(good(2), "linux-x86_64-cuda")).status()).isEqualTo(Status.BROKEN);
  }

  @Test
  void everyExperimentCounts() {
    List<RunRecord> runs = List.of(good(1).record());
    TaskEvidence evidence =
        TaskJudge.judge(
            TASK,
            List.of(now("lazy_evaluation", List.of(CLAIM)), now("other", List.of(CLAIM))),
            List.of(),
            runs,
            List.of(),
            DonePolicy.of("pinned"),
            Optional.empty());
    assertThat(evidence.status()).isEqualTo(Status.NONE);
    assertThat(ReasonWords.of(evidence)).isEqualTo("other has not run in pinned");
  }

  @Test
  void withoutExperiments() {
    TaskEvidence none =
        TaskJudge.judge(
            TASK,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            DonePolicy.of("pinned"),
            Optional.empty());
    assertThat(none.status()).isEqualTo(Status.NONE);
    assertThat(ReasonWords.of(none)).isEqualTo("no experiment verifies it");
    TaskEvidence gone =
        TaskJudge.judge(
            TASK,
            List.of(),
            List.of(),
            List.of(good(1).record()),
            List.of(),
            DonePolicy.of("pinned"),
            Optional.empty());
    assertThat(gone.status()).isEqualTo(Status.STALE);
    assertThat(gone.experiments()).hasSize(1);
    TaskEvidence unknownEnvironment =
        TaskJudge.judge(
            TASK,
            List.of(
                new CurrentExperiment(
                    "lazy_evaluation",
                    "t",
                    "s",
                    "c",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    run -> Optional.empty())),
            List.of(),
            List.of(good(1).record()),
            List.of(),
            DonePolicy.of("pinned"),
            Optional.empty());
    assertThat(unknownEnvironment.status()).isEqualTo(Status.STALE);
  }

  private static Status waived(Records... records) {
    List<RunRecord> runs = java.util.Arrays.stream(records).map(Records::record).toList();
    TaskEvidence evidence =
        TaskJudge.judge(
            TASK,
            List.of(now("lazy_evaluation", runs.isEmpty() ? List.of() : runs.getFirst().claims())),
            List.of(),
            runs,
            List.of(),
            DonePolicy.of("pinned"),
            Optional.of("no time"));
    Gate gate = Gate.of(evidence, null);
    assertThat(gate.isOpen()).isEqualTo(evidence.status() != Status.FAILED);
    assertThat(gate instanceof Gate.ByWaiver by && by.why().equals("no time"))
        .isEqualTo(evidence.status() == Status.WAIVED);
    return evidence.status();
  }

  /** What was refuted cannot be deleted in silence; a renamed or split script asks it again. */
  @Test
  void aRefutedClaimThatNobodyAsksAnyMoreMakesTheTaskSuspect() {
    Claim withdrawn = Records.exact("fast", "bytes", new Bound.EqualTo(4));
    Records refuted = Records.completed().with(withdrawn).sampled("bytes", 8);
    refuted.experiment = "deleted";
    List<RunRecord> runs = List.of(good(1).record(), refuted.record());
    TaskEvidence silent = judged(runs, now("lazy_evaluation", List.of(CLAIM)));
    assertThat(silent.status()).isEqualTo(Status.SUSPECT);
    assertThat(ReasonWords.of(silent))
        .isEqualTo(
            "the script of deleted is gone, and no other asks what its newest run refuted"
                + " (bring it back, or remove its record): fast is refuted: a sample is 8, claimed:"
                + " exactly 4");
    TaskEvidence renamed =
        judged(runs, now("lazy_evaluation", List.of(CLAIM)), now("new", List.of(withdrawn)));
    assertThat(renamed.status()).isEqualTo(Status.NONE);
    Records held = Records.completed().with(withdrawn).sampled("bytes", 4);
    held.experiment = "deleted";
    assertThat(
            judged(List.of(good(1).record(), held.record()), now("lazy_evaluation", List.of(CLAIM)))
                .status())
        .isEqualTo(Status.VERIFIED);
  }

  private static TaskEvidence judged(List<RunRecord> runs, CurrentExperiment... experiments) {
    return TaskJudge.judge(
        TASK,
        List.of(experiments),
        List.of(),
        runs,
        List.of(),
        DonePolicy.of("pinned"),
        Optional.empty());
  }

  @Test
  void aWaiverAcceptsThatEvidenceIsMissingAndNotWhatItSays() {
    Records died = good(1);
    died.exit = new Exit(Exit.Kind.FAILED, 1, "no MLX");
    Records old = good(1);
    old.inputs = new Inputs("x", new TreeMap<>(), "c", "t", "r", "linux-x86_64-cpu");
    assertThat(waived()).isEqualTo(Status.WAIVED);
    assertThat(waived(died)).isEqualTo(Status.WAIVED);
    assertThat(waived(old)).isEqualTo(Status.WAIVED);
    assertThat(waived(Records.completed().notApplicable("gpu"))).isEqualTo(Status.WAIVED);
    assertThat(waived(Records.completed())).isEqualTo(Status.WAIVED);
    assertThat(waived(good(1))).isEqualTo(Status.VERIFIED);
    assertThat(waived(good(1).check("L2", false))).isEqualTo(Status.FAILED);
  }

  @Test
  void theGateOfDone() {
    assertThat(Gate.of(TaskEvidence.none(TASK), null)).isEqualTo(new Gate.Unasked());
    assertThat(Gate.of(TaskEvidence.none(TASK), "so")).isEqualTo(new Gate.ByWaiver("so"));
    assertThat(Gate.of(assemble(good(1)), "so")).isEqualTo(new Gate.Verified());
    TaskEvidence none = assemble();
    assertThat(Gate.of(none, null)).isEqualTo(new Gate.Closed(none.reason()));
    assertThat(Gate.of(none, "so")).isEqualTo(new Gate.ByWaiver("so"));
    assertThat(Gate.of(none, null).isOpen()).isFalse();
  }

  @Test
  void outcomes() {
    Records records =
        good(1)
            .sampled("ratio", 321, 340, 352.4, 352.4, 360, 380)
            .with(Records.claim("a", "ratio", new Bound.AtLeast(20)));
    String run = records.record().run();
    assertThat(OutcomeWords.of(assemble(records), List.of("MLX")))
        .isEqualTo(
            "MLX 0.29.4 on linux-x86_64-cpu: 1/1 checks, 2/2 claims; ratio 352 (321–380) ["
                + run
                + "]");
    assertThat(OutcomeWords.of(assemble(records), List.of()))
        .startsWith("linux-x86_64-cpu: 1/1 checks, 2/2 claims; ratio 352");
    assertThat(OutcomeWords.of(assemble(records), List.of("mlx", "Some_Other")))
        .startsWith("mlx 0.29.4 on linux-x86_64-cpu: 1/1 checks");
    Records failed = good(1).check("a | b", false);
    assertThat(OutcomeWords.of(assemble(failed), List.of("MLX")))
        .startsWith("failed (lazy_evaluation: the check a / b failed: seen 3 of 3): MLX 0.29.4 on")
        .doesNotContain("|");
    assertThat(OutcomeWords.of(assemble(), List.of("MLX")))
        .isEqualTo("none: lazy_evaluation has not run in pinned");
  }

  @Test
  void anOutcomeQuotesTheSeriesThatAClaimSpeaksOf() {
    Records records =
        good(1)
            .sampled("ratio", Map.of("bits", "3"), null, 3.5)
            .sampled("ratio", Map.of("bits", "4"), null, 4.5);
    assertThat(
            OutcomePart.of(
                    assemble(records).experiments().getFirst().newest().getFirst(), List.of("MLX"))
                .text())
        .contains("; ratio 3.5 [");
    Claim four =
        new Claim(
            "four",
            "It is so",
            "ratio",
            new Bound.EqualTo(4.5),
            true,
            new TreeMap<>(Map.of("bits", "4")),
            null,
            Records.ANYWHERE);
    assertThat(
            OutcomePart.of(
                    assemble(records.with(four)).experiments().getFirst().newest().getFirst(),
                    List.of("MLX"))
                .text())
        .contains("; ratio bits=4 4.5 [");
  }
}
