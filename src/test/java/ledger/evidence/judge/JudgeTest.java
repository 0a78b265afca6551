package ledger.evidence.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ledger.evidence.Records;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.evidence.claim.Metric;
import ledger.evidence.record.Exit;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.Status;
import ledger.evidence.words.ReasonWords;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final double[] AROUND_30 = {28, 29, 30, 31, 32, 33, 34};

  private static Records records(Bound bound) {
    return Records.completed().check("L1", true).with(Records.claim("a", "ratio", bound));
  }

  private static ClaimVerdict only(Records records) {
    return records.verdict().claims().getFirst();
  }

  @Test
  void theWholeIntervalDecides() {
    assertThat(records(new Bound.AtLeast(20)).sampled("ratio", AROUND_30).verdict().status())
        .isEqualTo(Status.VERIFIED);
    assertThat(records(new Bound.AtLeast(28)).sampled("ratio", AROUND_30).verdict().status())
        .isEqualTo(Status.VERIFIED);
    RunVerdict refuted = records(new Bound.AtLeast(35)).sampled("ratio", AROUND_30).verdict();
    assertThat(refuted.status()).isEqualTo(Status.FAILED);
    assertThat(ReasonWords.of(refuted)).isEqualTo("a is refuted: 31 (28–34), claimed: at least 35");
    ClaimVerdict open = only(records(new Bound.AtLeast(30)).sampled("ratio", AROUND_30));
    assertThat(open.answer()).isEqualTo(ClaimAnswer.INCONCLUSIVE);
    // The median is 1 above the bound, the interval reaches 3 below it: 7 samples times 9, less 7.
    assertThat(ReasonWords.of(open))
        .isEqualTo("31 (28–34), claimed: at least 30; about 56 more samples would help");
    assertThat(ReasonWords.of(only(records(new Bound.AtLeast(31)).sampled("ratio", AROUND_30))))
        .endsWith("the median is too close to the bound for more samples to help");
  }

  @Test
  void otherBounds() {
    assertThat(only(records(new Bound.AtMost(34)).sampled("ratio", AROUND_30)).answer())
        .isEqualTo(ClaimAnswer.PASS);
    assertThat(only(records(new Bound.AtMost(27)).sampled("ratio", AROUND_30)).answer())
        .isEqualTo(ClaimAnswer.FAIL);
    assertThat(only(records(new Bound.Between(20, 40)).sampled("ratio", AROUND_30)).answer())
        .isEqualTo(ClaimAnswer.PASS);
    assertThat(only(records(new Bound.Between(30, 40)).sampled("ratio", AROUND_30)).answer())
        .isEqualTo(ClaimAnswer.INCONCLUSIVE);
    assertThat(only(records(new Bound.EqualTo(3)).sampled("ratio", 3, 3, 3, 3, 3, 3)).answer())
        .isEqualTo(ClaimAnswer.PASS);
    assertThat(only(records(new Bound.EqualTo(3)).sampled("ratio", 3, 3, 3, 3, 3, 4)).answer())
        .isEqualTo(ClaimAnswer.INCONCLUSIVE);
  }

  @Test
  void fewSamplesTellNothing() {
    ClaimVerdict few = only(records(new Bound.AtLeast(1)).sampled("ratio", 30, 30, 30));
    assertThat(few.answer()).isEqualTo(ClaimAnswer.INCONCLUSIVE);
    assertThat(ReasonWords.of(few))
        .isEqualTo("3 samples are too few for an interval, 3 more would be enough");
    RunVerdict none = records(new Bound.AtLeast(1)).warmup("ratio", 30).verdict();
    assertThat(none.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(ReasonWords.of(none)).isEqualTo("a is undecided: no sample of ratio");
  }

  @Test
  void exactClaimsCompareEverySample() {
    Records records = Records.completed().with(Records.exact("a", "ratio", new Bound.AtMost(64)));
    assertThat(only(records.sampled("ratio", 64)).answer()).isEqualTo(ClaimAnswer.PASS);
    ClaimVerdict over = only(records.sampled("ratio", 1, 1, 1, 1, 1, 1, 1, 65));
    assertThat(over.answer()).isEqualTo(ClaimAnswer.FAIL);
    assertThat(ReasonWords.of(over)).isEqualTo("a sample is 65, claimed: at most 64");
    Records exactMetric =
        Records.completed().with(Records.claim("a", "bytes", new Bound.EqualTo(8)));
    assertThat(only(exactMetric.sampled("bytes", 8)).answer()).isEqualTo(ClaimAnswer.PASS);
  }

  @Test
  void seriesAreNotThrownTogether() {
    Records records = records(new Bound.AtLeast(20));
    records.sampled("ratio", Map.of("n", "64"), "lazy", AROUND_30);
    records.sampled("ratio", Map.of("n", "768"), "lazy", 1, 2, 3, 4, 5, 6);
    assertThat(only(records).answer()).isEqualTo(ClaimAnswer.FAIL);
    assertThat(ReasonWords.of(only(records))).startsWith("n = 768, arm lazy: 3.5 (1–6)");
    Records chosen = Records.completed();
    chosen.samples.addAll(records.samples);
    chosen.with(
        new Claim(
            "a",
            "It is so",
            "ratio",
            new Bound.AtLeast(20),
            false,
            new TreeMap<>(Map.of("n", "64")),
            "lazy",
            Records.ANYWHERE));
    assertThat(only(chosen).answer()).isEqualTo(ClaimAnswer.PASS);
    assertThat(chosen.verdict().summaries()).hasSize(2);
  }

  @Test
  void conditions() {
    Condition cuda = new Condition(List.of("cuda", "metal"), List.of(), Map.of());
    ClaimVerdict elsewhere =
        only(Records.completed().with(Records.claim("a", "ratio", new Bound.AtLeast(1), cuda)));
    assertThat(elsewhere.answer()).isEqualTo(ClaimAnswer.NOT_APPLICABLE);
    assertThat(ReasonWords.of(elsewhere))
        .isEqualTo("it applies to the backend cuda or metal; here it is cpu");
    Condition newer = new Condition(List.of("cpu"), List.of("openblas"), Map.of("mlx", ">=0.30"));
    assertThat(
            ReasonWords.of(
                only(
                    Records.completed()
                        .with(Records.claim("a", "ratio", new Bound.AtLeast(1), newer)))))
        .isEqualTo("it applies to mlx >=0.30; here it is 0.29.4");
    Condition spelled = new Condition(List.of(), List.of(), Map.of("Num_Py", "<2.3"));
    Records numpy =
        Records.completed().with(Records.claim("a", "ratio", new Bound.AtLeast(1), spelled));
    numpy.host.packages().put("num-py", "2.3.1");
    assertThat(ReasonWords.of(only(numpy)))
        .isEqualTo("it applies to Num_Py <2.3; here it is 2.3.1");
    Records unknown =
        Records.completed()
            .check("L1", true)
            .sampled("ratio", AROUND_30)
            .with(Records.claim("a", "ratio", new Bound.AtLeast(1), newer));
    unknown.host = Records.host("cpu", "unknown", null);
    assertThat(unknown.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void whatTheScriptReportsAsNotApplicable() {
    assertThat(only(records(new Bound.AtLeast(1)).notApplicable("ratio")).answer())
        .isEqualTo(ClaimAnswer.NOT_APPLICABLE);
    assertThat(ReasonWords.of(only(records(new Bound.AtLeast(1)).notApplicable("a"))))
        .isEqualTo("there is no GPU (default device is cpu)");
    assertThat(Records.completed().notApplicable("gpu").verdict().status())
        .isEqualTo(Status.NOT_APPLICABLE);
    assertThat(Records.completed().verdict().status()).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void knownFailuresAcceptRefutationsAndNothingElse() {
    Condition here = new Condition(List.of("cpu"), List.of(), Map.of("mlx", "<0.30"));
    Records known = records(new Bound.AtLeast(99)).sampled("ratio", AROUND_30).finding("a", here);
    assertThat(known.verdict().status()).isEqualTo(Status.KNOWN_FAILURES);
    assertThat(ReasonWords.of(known.verdict()))
        .isEqualTo("1/1 checks, 0/1 claims, 1 refuted (known)");
    assertThat(only(known).answer()).isEqualTo(ClaimAnswer.FAIL);
    assertThat(ReasonWords.of(only(known)))
        .startsWith("refuted (known): ")
        .endsWith("; known upstream");
    Records other =
        records(new Bound.AtLeast(99))
            .sampled("ratio", AROUND_30)
            .finding("a", new Condition(List.of(), List.of(), Map.of("mlx", ">=0.30")));
    assertThat(other.verdict().status()).isEqualTo(Status.FAILED);
    Records unsound = records(new Bound.AtLeast(99)).sampled("ratio", AROUND_30);
    unsound.finding("a", here).finding("L2", here).check("L2", false);
    assertThat(unsound.verdict().status()).isEqualTo(Status.FAILED);
    assertThat(ReasonWords.of(unsound.verdict())).isEqualTo("the check L2 failed: seen 3 of 3");
    Records holds = records(new Bound.AtLeast(1)).sampled("ratio", AROUND_30).finding("a", here);
    assertThat(ReasonWords.of(holds.verdict())).contains("a holds, although a known failure says");
    Records open = records(new Bound.AtLeast(30)).sampled("ratio", AROUND_30).finding("a", here);
    assertThat(open.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void freshness() {
    RunRecord record = records(new Bound.AtLeast(20)).sampled("ratio", AROUND_30).record();
    assertThat(Judge.judge(record, Optional.of(Records.INPUTS)).status())
        .isEqualTo(Status.VERIFIED);
    assertThat(Judge.judge(record, Optional.empty()).status()).isEqualTo(Status.STALE);
    changed(record, inputs("S", "a.py", "c", "t", "r", "k"), Status.STALE, "the script");
    changed(
        record, inputs("s", "b.py", "c", "t", "r", ""), Status.STALE, "a.py (gone), b.py (new)");
    changed(record, inputs("s", "a.py", "c", "t", "R", ""), Status.STALE, "requirements");
    changed(record, inputs("s", "a.py", "c", "t", "r", "x"), Status.STALE, "kind of host");
    changed(record, inputs("s", "a.py", "c", "T", "r", ""), Status.SUSPECT, "the task's text");
  }

  @Test
  void anyEditOfAClaimIsSuspect() {
    Claim least = Records.claim("a", "ratio", new Bound.AtLeast(20));
    RunRecord record = records(new Bound.AtLeast(20)).sampled("ratio", AROUND_30).record();
    assertThat(judged(record, least)).isEqualTo(Status.VERIFIED);
    for (Bound bound :
        List.of(
            new Bound.AtLeast(21),
            new Bound.AtMost(20),
            new Bound.EqualTo(20),
            new Bound.Between(20, 40))) {
      assertThat(judged(record, Records.claim("a", "ratio", bound))).isEqualTo(Status.SUSPECT);
    }
    assertThat(judged(record, Records.claim("b", "ratio", least.bound())))
        .isEqualTo(Status.SUSPECT);
    assertThat(judged(record, Records.exact("a", "ratio", least.bound())))
        .isEqualTo(Status.SUSPECT);
    assertThat(judged(record)).isEqualTo(Status.SUSPECT);
    assertThat(judged(record, least, least)).isEqualTo(Status.SUSPECT);
  }

  private static Status judged(RunRecord record, Claim... claims) {
    PresentInputs inputs =
        PresentInputs.by(new TreeMap<>(Map.of(record.environment(), record.inputs())));
    return Judge.judge(
            record,
            new CurrentExperiment(
                record.experiment(),
                "",
                "",
                "",
                List.of(claims),
                List.of(),
                List.of(),
                List.of(),
                inputs))
        .status();
  }

  @Test
  void whatIsMeasuredIsNotExcused() {
    Records claim = records(new Bound.AtLeast(99)).sampled("ratio", AROUND_30);
    assertThat(claim.notApplicable("a").verdict().status()).isEqualTo(Status.BROKEN);
    assertThat(ReasonWords.of(claim.verdict()))
        .isEqualTo(
            "it says that a is not applicable, and has samples of it: the script contradicts"
                + " itself");
    Records metric = records(new Bound.AtLeast(1)).sampled("ratio", AROUND_30);
    assertThat(metric.notApplicable("ratio").verdict().status()).isEqualTo(Status.BROKEN);
    Records cold = records(new Bound.AtLeast(1)).warmup("ratio", 30).notApplicable("ratio");
    assertThat(cold.verdict().status()).isEqualTo(Status.NOT_APPLICABLE);
    Condition metal = new Condition(List.of("metal"), List.of(), Map.of());
    Records elsewhere =
        Records.completed()
            .with(Records.claim("a", "ratio", new Bound.AtLeast(99), metal))
            .sampled("ratio", AROUND_30)
            .notApplicable("a");
    assertThat(elsewhere.verdict().status()).isEqualTo(Status.NOT_APPLICABLE);
  }

  @Test
  void checksAloneVerifyNothing() {
    Condition metal = new Condition(List.of("metal"), List.of(), Map.of());
    Records absent =
        Records.completed()
            .check("L1", true)
            .with(Records.claim("a", "ratio", new Bound.AtLeast(1), metal));
    assertThat(absent.verdict().status()).isEqualTo(Status.NOT_APPLICABLE);
    assertThat(ReasonWords.of(absent.verdict()))
        .isEqualTo("no claim is applicable here: it applies to the backend metal; here it is cpu");
    assertThat(records(new Bound.AtLeast(1)).notApplicable("ratio").verdict().status())
        .isEqualTo(Status.NOT_APPLICABLE);
    assertThat(Records.completed().check("L1", true).verdict().status())
        .isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void boundsHaveUnits() {
    Metric time = new Metric("ratio", "Time", "us", "lower", false);
    Records slow = Records.completed().sampled("ratio", AROUND_30);
    slow.metrics = List.of(time);
    assertThat(slow.with(inUnit("a", new Bound.AtMost(1), "ms")).verdict().status())
        .isEqualTo(Status.VERIFIED);
    assertThat(ReasonWords.of(only(slow))).endsWith("claimed: at most 1000");
    slow.claims.clear();
    assertThat(slow.with(inUnit("a", new Bound.AtMost(10), "ns")).verdict().status())
        .isEqualTo(Status.FAILED);
    slow.claims.clear();
    assertThat(slow.with(inUnit("a", new Bound.AtMost(10), "MiBy")).verdict().status())
        .isEqualTo(Status.INCONCLUSIVE);
    assertThat(ReasonWords.of(only(slow))).isEqualTo("its bound is in MiBy, its metric in us");
  }

  private static Claim inUnit(String id, Bound bound, String unit) {
    return new Claim(
        id, "It is so", "ratio", bound, unit, false, new TreeMap<>(), null, Records.ANYWHERE);
  }

  private static Inputs inputs(
      String script, String file, String claims, String text, String requirements, String host) {
    String kind = host.isEmpty() ? Records.INPUTS.hostKind() : host;
    return new Inputs(script, new TreeMap<>(Map.of(file, "1")), claims, text, requirements, kind);
  }

  private static void changed(RunRecord record, Inputs now, Status status, String words) {
    RunVerdict verdict = Judge.judge(record, Optional.of(now));
    assertThat(verdict.status()).isEqualTo(status);
    assertThat(ReasonWords.of(verdict)).contains(words);
    assertThat(verdict.changed()).isNotEmpty();
  }

  @Test
  void whatDidNotReachItsEndIsBroken() {
    for (Exit.Kind kind : Exit.Kind.values()) {
      Records records = records(new Bound.AtLeast(20)).sampled("ratio", AROUND_30);
      records.exit = new Exit(kind, 9, "died");
      Status expected = kind == Exit.Kind.COMPLETED ? Status.VERIFIED : Status.BROKEN;
      assertThat(records.verdict().status()).isEqualTo(expected);
    }
  }
}
