package ledger.evidence.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.RunTally;
import ledger.text.Numbers;

/**
 * What one run contributes to an outcome, such as {@code linux-x86_64-cpu: 21/21 checks; eval over
 * build 352 (321–380) [20261123T231500Z-3fa9c1d2]}, after {@code numpy 2.4.1 on} where the subject
 * of the project is a package.
 *
 * @param pieces names, figures and what is between them, in their order; none has both a figure and
 *     anything else
 */
public record OutcomePart(List<String> pieces) {
  private static final String IMPORTED = " (imported)";

  /**
   * Composes it.
   *
   * @param subject names of the packages whose versions it quotes, as far as the run had them
   */
  public static OutcomePart of(RunEvidence run, List<String> subject) {
    RunRecord record = run.record();
    List<String> pieces = new ArrayList<>();
    for (String name : subject) {
      Optional<String> version = record.host().version(name);
      if (version.isPresent()) {
        pieces.add(pieces.isEmpty() ? name + " " : ", " + name + " ");
        pieces.add(version.get());
      }
    }
    pieces.add(pieces.isEmpty() ? "" : " on ");
    pieces.add(record.inputs().hostKind());
    pieces.add((record.imported() == null ? "" : IMPORTED) + ": ");
    pieces.addAll(ReasonWords.pieces(RunTally.of(record, run.verdict().claims())));
    List<String> own = words(run);
    pieces.addAll(own);
    if (own.isEmpty()) {
      run.headline().ifPresent(headline -> headline(pieces, run, headline));
    }
    pieces.addAll(List.of(" [", record.run(), "]"));
    return new OutcomePart(List.copyOf(pieces));
  }

  /** What it begins with, before the first figure. */
  public String opening() {
    return pieces.getFirst().isEmpty() ? pieces.get(1) : pieces.getFirst();
  }

  /** The experiment's own words, if it has some for what this run measured. */
  private static List<String> words(RunEvidence run) {
    String template = run.record().outcome();
    try {
      return template == null
          ? List.of()
          : OutcomeTemplate.parse(template).pieces(run.verdict().summaries());
    } catch (OutcomeTemplate.Invalid e) {
      return List.of(); // a header with it gives no experiment, so only an edited record has it
    }
  }

  /** The clauses of the experiment's own words, as far as this run measured them. */
  public static List<String> clauses(RunEvidence run) {
    List<String> clauses = new ArrayList<>();
    for (String piece : words(run)) {
      if (piece.equals(OutcomeTemplate.CLAUSE)) {
        clauses.add("");
      } else {
        clauses.add(clauses.removeLast() + piece);
      }
    }
    return clauses;
  }

  /** Name, what its claim narrows it to, median, interval if there is one, unit. */
  private static void headline(List<String> pieces, RunEvidence run, MetricSummary summary) {
    pieces.add("; ");
    pieces.add(summary.metric().id().replace('_', ' '));
    run.headlineClaim()
        .ifPresent(
            claim -> claim.where().forEach((name, value) -> pieces.add(" " + name + "=" + value)));
    pieces.add(" ");
    pieces.addAll(figure(summary));
    if (!summary.metric().unit().equals("1")) {
      pieces.addAll(List.of(" ", summary.metric().unit()));
    }
  }

  /** The median, and the interval if there is one. */
  static List<String> figure(MetricSummary summary) {
    List<String> pieces = new ArrayList<>(List.of(Numbers.brief(summary.median())));
    Interval interval = summary.interval();
    if (interval.hasWidth()) {
      pieces.addAll(
          List.of(" (", Numbers.brief(interval.low()), "–", Numbers.brief(interval.high()), ")"));
    }
    return pieces;
  }

  public String text() {
    return String.join("", pieces);
  }

  /**
   * Whether a text, which ends before the run's ID, says the same: word for word, except that it
   * may leave out the interval, and that the run was imported if it was.
   */
  public boolean says(String said) {
    String whole = text();
    String own = bare(whole.substring(0, whole.lastIndexOf(" [")));
    String other = bare(said.strip());
    if (said.contains(IMPORTED) && !whole.contains(IMPORTED)) {
      return false;
    }
    return other.equals(own) || other.equals(own.replaceAll(" \\([^()]*–[^()]*\\)", ""));
  }

  private static String bare(String text) {
    return text.replace(IMPORTED, "").replace('|', '/').replaceAll("\\s+", " ");
  }

  /** Every median and end of an interval of a run, as an outcome would write it. */
  public static Set<String> figures(RunEvidence run) {
    Set<String> figures = new TreeSet<>();
    for (MetricSummary summary : run.verdict().summaries()) {
      figures.add(Numbers.brief(summary.median()));
      figures.add(Numbers.brief(summary.interval().low()));
      figures.add(Numbers.brief(summary.interval().high()));
    }
    return figures;
  }
}
