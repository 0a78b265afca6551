package ledger.check;

import java.util.ArrayList;
import java.util.List;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.words.OutcomeTemplate;
import ledger.evidence.words.OutcomeTemplate.NamedFigure;
import ledger.text.Nearest;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/** Compares the figures of an outcome in words with what runs with these words have measured. */
public final class OutcomeFigures {
  private OutcomeFigures() {}

  /**
   * A problem for each figure that no run has measured, or that is more than one series of a run.
   * What a run says its host lacks is no problem.
   *
   * @param template the words, as the experiment has them now
   * @param place where it has them
   * @param runs of the experiment; those that had other words say nothing about these
   */
  public static List<Problem> of(String template, Problem.Place place, List<RunEvidence> runs) {
    List<RunEvidence> own =
        runs.stream().filter(run -> template.equals(run.record().outcome())).toList();
    List<List<MetricSummary>> measured =
        own.stream()
            .map(run -> run.verdict().summaries())
            .filter(summaries -> !summaries.isEmpty())
            .toList();
    List<Problem> problems = new ArrayList<>();
    for (NamedFigure figure : figures(template)) {
      List<MetricSummary> most = List.of();
      for (List<MetricSummary> summaries : measured) {
        List<MetricSummary> meant = summaries.stream().filter(figure::speaksOf).toList();
        most = meant.size() > most.size() ? meant : most;
      }
      if (most.size() > 1) {
        String message =
            figure.text() + " is one of " + most.size() + " series; name more parameters";
        problems.add(problem(place, message, "such as " + name(most.getFirst())));
      } else if (most.isEmpty() && !measured.isEmpty() && !isLacking(figure, own)) {
        String message = "no run has measured what " + figure.text() + " names";
        problems.add(problem(place, message, near(figure, measured.getFirst())));
      }
    }
    return List.copyOf(problems);
  }

  private static boolean isLacking(NamedFigure figure, List<RunEvidence> runs) {
    return runs.stream()
        .flatMap(run -> run.record().notApplicable().stream())
        .anyMatch(lacking -> lacking.what().equals(figure.metric()));
  }

  private static List<NamedFigure> figures(String template) {
    try {
      return OutcomeTemplate.parse(template).figures();
    } catch (OutcomeTemplate.Invalid e) {
      return List.of(); // such a header is reported, and gives no experiment
    }
  }

  private static @Nullable String near(NamedFigure figure, List<MetricSummary> known) {
    return known.stream()
        .filter(summary -> summary.metric().id().equals(figure.metric()))
        .findFirst()
        .map(summary -> "the metric has " + name(summary))
        .or(
            () ->
                Nearest.to(
                        figure.metric(),
                        known.stream().map(summary -> summary.metric().id()).toList())
                    .map(id -> "did you mean " + id + "?"))
        .orElse(null);
  }

  /** As a template names it in full. */
  private static String name(MetricSummary summary) {
    List<String> parameters = new ArrayList<>();
    if (summary.arm() != null) {
      parameters.add("arm=" + summary.arm());
    }
    summary.parameters().forEach((name, value) -> parameters.add(name + "=" + value));
    String all = parameters.isEmpty() ? "" : "[" + String.join(", ", parameters) + "]";
    return "{" + summary.metric().id() + all + "}";
  }

  private static Problem problem(Problem.Place place, String message, @Nullable String help) {
    return Problem.error(Rule.HEADER.id(), place, message, help);
  }
}
