package ledger.evidence.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.evidence.claim.MetricSummary;

/**
 * An outcome in an experiment's own words, with figures of the run: {@code 4 bits cost
 * {bits_per_weight[bits=4, group=64]} bits a weight; KL {kl[bits=4]}}.
 *
 * <p>A figure names a metric and as many parameters as it takes to single out one series; {@code
 * arm} is one of them. There is nothing else: no calculation, no condition. A clause, which ends
 * with a semicolon, is left out if the run has not measured one of its figures.
 */
public final class OutcomeTemplate {
  /** What ends a clause, and what begins the next one. */
  static final String CLAUSE = "; ";

  private static final Pattern FIGURE =
      Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*+)(?:\\[([^\\[\\]{}]*+)])?}");

  private final List<List<Object>> clauses;

  private OutcomeTemplate(List<List<Object>> clauses) {
    this.clauses = clauses;
  }

  /** Why a text is no template. */
  public static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /**
   * A reference to a series.
   *
   * @param text as it is written, with its braces
   * @param where values of parameters by name, as text
   */
  public record NamedFigure(String text, String metric, SortedMap<String, String> where) {
    /** Whether it may mean this series. */
    public boolean speaksOf(MetricSummary summary) {
      return summary.metric().id().equals(metric)
          && where.entrySet().stream().allMatch(wanted -> has(summary, wanted));
    }

    private static boolean has(MetricSummary summary, Map.Entry<String, String> wanted) {
      String value = summary.parameters().get(wanted.getKey());
      boolean arm = value == null && wanted.getKey().equals("arm");
      return wanted.getValue().equals(arm ? summary.arm() : value);
    }

    /** The only series that it can mean; empty if there is none, or more than one. */
    Optional<MetricSummary> of(List<MetricSummary> summaries) {
      List<MetricSummary> meant = summaries.stream().filter(this::speaksOf).toList();
      return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }
  }

  /**
   * Reads a template.
   *
   * @throws Invalid if a brace belongs to no figure, or if the words contain what has a meaning of
   *     its own in an outcome
   */
  public static OutcomeTemplate parse(String text) throws Invalid {
    List<List<Object>> clauses = new ArrayList<>();
    for (String clause : text.replaceAll("\\s+", " ").strip().split(";(?![^\\[]*])", -1)) {
      if (!clause.isBlank()) {
        clauses.add(clause(clause.strip()));
      }
    }
    return new OutcomeTemplate(List.copyOf(clauses));
  }

  private static List<Object> clause(String text) throws Invalid {
    List<Object> parts = new ArrayList<>();
    Matcher figure = FIGURE.matcher(text);
    int from = 0;
    while (figure.find()) {
      parts.add(words(text.substring(from, figure.start())));
      parts.add(new NamedFigure(figure.group(), figure.group(1), where(figure)));
      from = figure.end();
    }
    parts.add(words(text.substring(from)));
    return List.copyOf(parts);
  }

  private static String words(String text) throws Invalid {
    for (String special : List.of("{", "}")) {
      if (text.contains(special)) {
        throw new Invalid(
            "'" + special + "' belongs to no figure; one is {metric} or {metric[name=value]}");
      }
    }
    for (String special : List.of("[", "]", " — ", "|")) {
      if (text.contains(special)) {
        throw new Invalid(
            "the words of an outcome cannot have '" + special + "', which means something there");
      }
    }
    return text;
  }

  private static SortedMap<String, String> where(Matcher figure) throws Invalid {
    SortedMap<String, String> where = new TreeMap<>();
    String given = figure.group(2);
    for (String pair : given == null ? new String[0] : given.split(",", -1)) {
      String[] sides = pair.split("=", 2);
      if (sides.length < 2 || sides[0].isBlank() || sides[1].isBlank()) {
        throw new Invalid(
            "'" + figure.group() + "' has '" + pair.strip() + "', which is not name=value");
      }
      if (where.put(sides[0].strip(), sides[1].strip()) != null) {
        throw new Invalid("'" + figure.group() + "' has " + sides[0].strip() + " twice");
      }
    }
    return where;
  }

  /** Its figures, in their order. */
  public List<NamedFigure> figures() {
    return clauses.stream()
        .flatMap(List::stream)
        .filter(NamedFigure.class::isInstance)
        .map(NamedFigure.class::cast)
        .toList();
  }

  /**
   * The clauses whose figures were measured, as words and numbers in turn; empty if there are none.
   */
  List<String> pieces(List<MetricSummary> summaries) {
    List<String> pieces = new ArrayList<>();
    for (List<Object> clause : clauses) {
      List<String> own = new ArrayList<>();
      boolean measured = true;
      for (Object part : clause) {
        if (part instanceof NamedFigure figure) {
          Optional<MetricSummary> meant = figure.of(summaries);
          measured &= meant.isPresent();
          meant.ifPresent(summary -> own.addAll(OutcomePart.figure(summary)));
        } else {
          own.add(Objects.toString(part));
        }
      }
      if (measured) {
        pieces.add(CLAUSE);
        pieces.addAll(own);
      }
    }
    return pieces;
  }
}
