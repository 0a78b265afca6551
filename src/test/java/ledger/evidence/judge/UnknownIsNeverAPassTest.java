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
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.Host;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.Sample;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.Status;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** No input makes an error, a doubt, an old run or a silence count as verified. */
class UnknownIsNeverAPassTest {
  private static final Arbitrary<Condition> CONDITION =
      Combinators.combine(
              Arbitraries.of(List.<String>of(), List.of("cpu"), List.of("cuda")),
              Arbitraries.of(List.<String>of(), List.of("openblas"), List.of("reference")),
              Arbitraries.of("", ">=0.30", "<0.30"))
          .as(
              (backend, blas, mlx) ->
                  new Condition(backend, blas, mlx.isEmpty() ? Map.of() : Map.of("mlx", mlx)));

  private static final Arbitrary<Bound> BOUND =
      Arbitraries.oneOf(
          Arbitraries.doubles().between(0, 4).map(Bound.AtLeast::new),
          Arbitraries.doubles().between(0, 4).map(Bound.AtMost::new),
          Arbitraries.integers().between(0, 4).map(i -> new Bound.EqualTo(i)),
          Arbitraries.doubles().between(0, 2).map(low -> new Bound.Between(low, low + 1)));

  private static final Arbitrary<Claim> CLAIM =
      Combinators.combine(
              Arbitraries.of("a", "b", "c"),
              Arbitraries.of("ratio", "bytes", "none"),
              BOUND,
              Arbitraries.of(true, false),
              CONDITION)
          .as(
              (id, metric, bound, exact, when) ->
                  new Claim(id, "t", metric, bound, exact, new TreeMap<>(), null, when));

  @Provide
  Arbitrary<Records> runs() {
    Arbitrary<List<Sample>> samples =
        Combinators.combine(
                Arbitraries.of("ratio", "bytes"),
                Arbitraries.frequencyOf(
                    Tuple.of(20, Arbitraries.integers().between(0, 4).map(Integer::doubleValue)),
                    Tuple.of(1, Arbitraries.of(Double.NaN, 1 / 0.0, -1 / 0.0))),
                Arbitraries.of("", "", "lazy"),
                Arbitraries.of(false, false, true))
            .as(
                (metric, value, arm, warmup) ->
                    new Sample(metric, value, new TreeMap<>(), arm.isEmpty() ? null : arm, warmup))
            .list()
            .ofMaxSize(20);
    Arbitrary<List<Check>> checks =
        Arbitraries.of(true, true, true, false)
            .map(ok -> new Check("L", "t", ok, "", false))
            .list()
            .ofMaxSize(3);
    Arbitrary<Host> hosts =
        Combinators.combine(
                Arbitraries.of("cpu", "cuda", "unknown"),
                Arbitraries.of("openblas", "unknown"),
                Arbitraries.of("0.29.4", "0.32.4", "odd", ""))
            .as((backend, blas, mlx) -> Records.host(backend, blas, mlx.isEmpty() ? null : mlx));
    return Combinators.combine(
            samples,
            checks,
            hosts,
            CLAIM.list().ofMaxSize(3),
            Arbitraries.of(Exit.Kind.values()).injectDuplicates(0.8),
            Arbitraries.of("a", "b", "ratio", "bytes").list().ofMaxSize(2),
            CONDITION.list().ofMaxSize(2),
            Arbitraries.of(false, false, true))
        .as(
            (sampled, checked, host, claims, kind, absent, findings, quick) -> {
              Records records = Records.completed();
              records.samples = sampled;
              records.checks = checked;
              records.host = host;
              records.quick = quick;
              records.claims = claims;
              records.exit = new Exit(kind, 0, "so");
              absent.forEach(records::notApplicable);
              findings.forEach(when -> records.finding("a", when));
              return records;
            });
  }

  @Property(tries = 1000)
  void onlyWhatIsKnownIsVerified(@ForAll("runs") Records records, @ForAll int change) {
    RunRecord record = records.record();
    Optional<Inputs> now = now(record.inputs(), Math.floorMod(change, 9));
    RunVerdict verdict = Judge.judge(record, now);
    if (verdict.status() != Status.VERIFIED) {
      return;
    }
    assertThat(record.exit().kind()).isEqualTo(Exit.Kind.COMPLETED);
    assertThat(record.quick()).isFalse();
    assertThat(now).contains(record.inputs());
    assertThat(record.checks()).allMatch(Check::ok);
    assertThat(verdict.claims())
        .allSatisfy(
            claim -> {
              assertThat(claim.answer()).isNotEqualTo(ClaimAnswer.INCONCLUSIVE);
              assertThat(claim.isRefuted()).isFalse();
              if (claim.answer() == ClaimAnswer.PASS) {
                everySampleIsInside(claim);
              }
            });
    boolean answered =
        verdict.claims().stream().anyMatch(c -> c.answer() != ClaimAnswer.NOT_APPLICABLE);
    assertThat(answered || !record.checks().isEmpty()).isTrue();
  }

  private static void everySampleIsInside(ClaimVerdict verdict) {
    MetricSummary summary = verdict.summary();
    assertThat(summary).isNotNull();
    Interval range = Interval.of(verdict.claim().bound());
    assertThat(range.contains(summary.median())).isTrue();
    if (!verdict.claim().exact() && !summary.metric().exact()) {
      assertThat(summary.count()).isGreaterThanOrEqualTo(6);
      assertThat(range.contains(summary.interval())).isTrue();
    } else {
      assertThat(summary.values()).isNotEmpty().allMatch(range::contains);
    }
    assertThat(summary.values()).allMatch(Double::isFinite);
  }

  /** Each of the inputs changed once, all of them as they were, or unknown. */
  private static Optional<Inputs> now(Inputs i, int change) {
    return switch (change) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(inputs(i, "x", i.claims(), i.taskText(), i.requirements()));
      case 2 -> Optional.of(inputs(i, i.script(), "x", i.taskText(), i.requirements()));
      case 3 -> Optional.of(inputs(i, i.script(), i.claims(), "x", i.requirements()));
      case 4 -> Optional.of(inputs(i, i.script(), i.claims(), i.taskText(), "x"));
      case 5 -> Optional.of(HostKind.with(i, "macos-arm64-metal"));
      default -> Optional.of(i);
    };
  }

  private static Inputs inputs(
      Inputs i, String script, String claims, String text, String requirements) {
    return new Inputs(
        script, new TreeMap<>(Map.copyOf(i.imports())), claims, text, requirements, i.hostKind());
  }
}
