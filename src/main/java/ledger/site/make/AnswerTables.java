package ledger.site.make;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.Check;
import ledger.evidence.verdict.ClaimReason;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.site.chart.Bounds;
import ledger.site.page.Badge;
import ledger.site.page.ExperimentModel;
import ledger.site.page.Html;
import ledger.site.page.MeasuredValue;
import ledger.site.prose.Inline;
import org.jspecify.annotations.Nullable;

/** Claims and checks as tables: a row each, with what each run says about it in a column. */
final class AnswerTables {
  private final List<RunEvidence> runs;
  private final Inline inline;

  /**
   * @param runs a column each
   */
  AnswerTables(List<RunEvidence> runs, Inline inline) {
    this.runs = runs;
    this.inline = inline;
  }

  List<ExperimentModel.ClaimRow> claims(List<Claim> declared) {
    List<ExperimentModel.ClaimRow> claims = new ArrayList<>();
    for (Claim claim : declared) {
      List<ExperimentModel.@Nullable ClaimCell> answers = new ArrayList<>();
      for (RunEvidence run : runs) {
        answers.add(
            run.verdict().claims().stream()
                .filter(verdict -> verdict.claim().id().equals(claim.id()))
                .findFirst()
                .map(this::answer)
                .orElse(null));
      }
      claims.add(
          new ExperimentModel.ClaimRow(
              claim.id(),
              inline.html(claim.text()),
              Bounds.text(claim, unit(claim)),
              Bounds.where(claim),
              PerRun.once(answers)));
    }
    return claims;
  }

  /** The unit of the claim's metric, if any run declared it. */
  private String unit(Claim claim) {
    return runs.stream()
        .flatMap(run -> run.record().metrics().stream())
        .filter(metric -> metric.id().equals(claim.metric()))
        .map(metric -> metric.unit())
        .findFirst()
        .orElse("1");
  }

  private ExperimentModel.ClaimCell answer(ClaimVerdict verdict) {
    MetricSummary summary = verdict.summary();
    MeasuredValue value = summary == null ? null : MeasuredValue.of(summary);
    KnownFailure known = verdict.known();
    String link = known == null ? null : known.link();
    return new ExperimentModel.ClaimCell(
        Badge.of(verdict),
        value == null ? null : value.text(),
        value != null && value.hasInterval() ? value.interval() : null,
        inline.html(reason(verdict)),
        known == null ? null : inline.html(known.reason()),
        link != null && link.matches("https?://\\S+") ? Html.address(link) : null);
  }

  /** Nothing where median, interval and bound, which are shown next to it, say it all. */
  private static String reason(ClaimVerdict verdict) {
    if (verdict.holdsUnexpectedly()) {
      return ReasonWords.of(verdict);
    }
    return switch (verdict.reason()) {
      case ClaimReason.Within shown -> "";
      case ClaimReason.Outside shown -> "";
      case ClaimReason.EverySample shown -> "";
      default -> ReasonWords.of(verdict.reason());
    };
  }

  List<ExperimentModel.CheckRow> checks() {
    SequencedMap<String, Map<Integer, Check>> byId = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      for (Check check : runs.get(i).record().checks()) {
        byId.computeIfAbsent(check.id(), k -> new TreeMap<>()).put(i, check);
      }
    }
    List<ExperimentModel.CheckRow> checks = new ArrayList<>();
    byId.forEach(
        (id, byRun) -> {
          Check any = byRun.values().iterator().next();
          checks.add(
              new ExperimentModel.CheckRow(
                  id,
                  inline.html(any.title()),
                  any.control(),
                  PerRun.of(
                      byRun,
                      runs.size(),
                      check ->
                          new ExperimentModel.CheckCell(
                              Badge.ofCheck(check.ok()), inline.html(check.detail())))));
        });
    return checks;
  }
}
