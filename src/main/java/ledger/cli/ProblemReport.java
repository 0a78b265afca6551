package ledger.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ledger.check.Rule;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import org.jspecify.annotations.Nullable;

/** Problems in the formats that other programs read. */
public final class ProblemReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private ProblemReport() {}

  /** See {@code docs/json.md}. */
  public static String json(List<Problem> problems) {
    return Json.write(
        Json.object(
            "schema", "ledger-check/1", "problems", problems.stream().map(Json::problem).toList()));
  }

  /** GitHub workflow commands: each becomes an annotation at its line. */
  public static String github(List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems) {
      String help = problem.help() == null ? "" : "\nhelp: " + problem.help();
      lines.add(
          "::%s file=%s,line=%s,col=%s,title=%s::%s"
              .formatted(
                  level(problem.severity()),
                  property(problem.place().path()),
                  problem.place().line(),
                  problem.place().column(),
                  property(problem.rule()),
                  data(problem.message() + help)));
    }
    return String.join("\n", lines);
  }

  /**
   * A GitLab code quality report, which is shown in merge requests. A problem's identity there does
   * not depend on its line: after an edit above it, it is still the same problem.
   */
  public static String gitlab(List<Problem> problems) {
    Map<String, Integer> equal = new HashMap<>();
    List<Map<String, @Nullable Object>> issues = new ArrayList<>();
    for (Problem problem : problems) {
      String help = problem.help() == null ? "" : ". Help: " + problem.help();
      String same = problem.rule() + "\n" + problem.place().path() + "\n" + problem.message();
      int nth = equal.merge(same, 1, Integer::sum);
      issues.add(
          Json.object(
              "description", problem.message() + help,
              "check_name", problem.rule(),
              "fingerprint",
                  UUID.nameUUIDFromBytes(LedgerCommand.utf8(same + "\n" + nth)).toString(),
              "severity", problem.severity() == Severity.ERROR ? "major" : "minor",
              "location",
                  Json.object(
                      "path", problem.place().path().replace('\\', '/'),
                      "lines", Json.object("begin", problem.place().line()))));
    }
    return Json.write(issues);
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  /** SARIF 2.1.0; columns count code points. */
  public static String sarif(List<Problem> problems) {
    List<Rule> rules = List.of(Rule.values());
    Map<String, @Nullable Object> driver =
        Json.object("name", "ledger", "rules", rules.stream().map(ProblemReport::rule).toList());
    Map<String, @Nullable Object> run =
        Json.object(
            "tool", Json.object("driver", driver),
            "columnKind", "unicodeCodePoints",
            "results", problems.stream().map(problem -> result(problem, rules)).toList());
    return Json.write(Json.object("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run)));
  }

  private static Map<String, @Nullable Object> rule(Rule rule) {
    return Json.object(
        "id", rule.id(),
        "shortDescription", Json.object("text", rule.summary()),
        "defaultConfiguration", Json.object("level", level(rule.severity())));
  }

  private static Map<String, @Nullable Object> result(Problem problem, List<Rule> rules) {
    Problem.Place place = problem.place();
    Map<String, @Nullable Object> region =
        Json.object("startLine", place.line(), "startColumn", place.column());
    if (place.width() > 0) {
      region.put("endColumn", place.column() + place.width());
    }
    String help = problem.help() == null ? "" : ". Help: " + problem.help();
    Map<String, @Nullable Object> result = Json.object("ruleId", problem.rule());
    Rule.of(problem.rule()).ifPresent(rule -> result.put("ruleIndex", rules.indexOf(rule)));
    result.put("level", level(problem.severity()));
    result.put("message", Json.object("text", problem.message() + help));
    Map<String, @Nullable Object> file =
        Json.object("artifactLocation", Json.object("uri", uri(place.path())), "region", region);
    result.put("locations", List.of(Json.object("physicalLocation", file)));
    return result;
  }

  private static String uri(String path) {
    try {
      return new URI(null, null, path.replace('\\', '/'), null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private static String level(Severity severity) {
    return severity == Severity.ERROR ? "error" : "warning";
  }
}
