package ledger.experiment.header;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.TaskId;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.VersionSpecifier;
import ledger.text.Problem;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Reads one header. Every mistake in it becomes a problem; a header with an error gives nothing.
 */
final class HeaderParser {
  static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  private static final String TABLE = "tool.ledger";
  private static final String CLAIMS = TABLE + ".claims";

  /** Of refuted claims that are accepted. */
  private static final String KNOWN = "known-failures";

  /** What they were called before; still read, but not beside the new name. */
  private static final String FORMERLY_KNOWN = "findings";

  private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]+)?)\\s*([smh])");
  private static final Set<String> BACKENDS = Set.of("cpu", "cuda", "metal");
  private static final Set<String> BLAS =
      Set.of("reference", "openblas", "mkl", "accelerate", "unknown");
  private static final TomlMapper TOML = new TomlMapper();

  private final SourceText source;
  private final HeaderBlock block;
  private final List<Problem> problems = new ArrayList<>();

  HeaderParser(SourceText source, HeaderBlock block) {
    this.source = source;
    this.block = block;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Optional<Experiment> parse(Path file, String path) {
    JsonNode root;
    try {
      root = TOML.readTree(block.toml());
    } catch (JacksonException e) {
      if (block.toml().contains(TABLE)) {
        Problem.Place place =
            block.place(source, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        problems.add(Problem.error("header", place, "this is no TOML: " + message, null));
      }
      return Optional.empty();
    }
    JsonNode node = root.path("tool").path("ledger");
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    HeaderTable table = new HeaderTable(source, block, TABLE, 0, node, problems);
    if (!node.isObject()) {
      table.error("", "[tool.ledger] must be a table");
      return Optional.empty();
    }
    String knownKey = table.has(KNOWN) || !table.has(FORMERLY_KNOWN) ? KNOWN : FORMERLY_KNOWN;
    table.allow("task", "title", "timeout", "headline", "claims", knownKey);
    String task = table.text("task");
    if (!task.isEmpty() && TaskId.parse(task).isEmpty()) {
      table.error("task", "\"" + task + "\" is no task ID, such as MLX-002");
    }
    String title = table.text("title");
    Duration timeout = timeout(table);
    String headline = table.has("headline") ? table.text("headline") : null;
    List<Claim> claims = claims(table);
    List<KnownFailure> known = known(table, knownKey, claims);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".py".length());
    return Optional.of(
        new Experiment(
            name,
            file,
            path,
            new TaskId(task),
            title,
            timeout,
            headline,
            claims,
            known,
            source.content()));
  }

  private static Duration timeout(HeaderTable table) {
    if (!table.has("timeout")) {
      return DEFAULT_TIMEOUT;
    }
    String text = table.text("timeout");
    Matcher matcher = TIMEOUT.matcher(text);
    if (matcher.matches()) {
      double number = Double.parseDouble(matcher.group(1));
      double seconds =
          switch (matcher.group(2)) {
            case "s" -> number;
            case "m" -> number * 60;
            default -> number * 3600;
          };
      if (seconds > 0) {
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
      }
    }
    table.error("timeout", "\"" + text + "\" is no time limit, such as 120s, 5m or 1h");
    return DEFAULT_TIMEOUT;
  }

  private List<Claim> claims(HeaderTable parent) {
    List<Claim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int index = 0;
    for (JsonNode node : parent.list("claims")) {
      HeaderTable table = new HeaderTable(source, block, CLAIMS, index++, node, problems);
      table.allow(
          "id",
          "text",
          "metric",
          "at-least",
          "at-most",
          "equals",
          "between",
          "exact",
          "where",
          "arm",
          "when");
      String id = table.text("id");
      if (!id.isEmpty() && !ids.add(id)) {
        table.error("id", "another claim has the ID \"" + id + "\" too");
      }
      claims.add(
          new Claim(
              id,
              table.text("text"),
              table.text("metric"),
              bound(table),
              table.flag("exact"),
              where(table),
              table.has("arm") ? table.text("arm") : null,
              condition(table)));
    }
    return List.copyOf(claims);
  }

  private List<KnownFailure> known(HeaderTable parent, String key, List<Claim> claims) {
    List<KnownFailure> known = new ArrayList<>();
    int index = 0;
    for (JsonNode node : parent.list(key)) {
      HeaderTable table =
          new HeaderTable(source, block, TABLE + "." + key, index++, node, problems);
      table.allow("claim", "when", "reason", "link");
      String claim = table.text("claim");
      if (!claim.isEmpty() && claims.stream().noneMatch(c -> c.id().equals(claim))) {
        table.error("claim", "there is no claim \"" + claim + "\" in this script");
      }
      String link = table.has("link") ? table.text("link") : null;
      known.add(new KnownFailure(claim, condition(table), table.text("reason"), link));
    }
    return List.copyOf(known);
  }

  private static Bound bound(HeaderTable table) {
    List<String> given = new ArrayList<>();
    for (String key : List.of("at-least", "at-most", "equals", "between")) {
      if (table.has(key)) {
        given.add(key);
      }
    }
    if (given.size() != 1) {
      String found = given.isEmpty() ? "none" : String.join(" and ", given);
      table.error("", "a claim needs one of at-least, at-most, equals, between; it has " + found);
      return new Bound.EqualTo(0);
    }
    String key = given.getFirst();
    return switch (key) {
      case "at-least" -> new Bound.AtLeast(table.number(key));
      case "at-most" -> new Bound.AtMost(table.number(key));
      case "equals" -> new Bound.EqualTo(table.number(key));
      default -> {
        double[] ends = table.numbers(key);
        if (ends.length != 2 || !(ends[0] <= ends[1])) {
          table.error(key, "between needs two numbers, the smaller one first");
          yield new Bound.EqualTo(0);
        }
        yield new Bound.Between(ends[0], ends[1]);
      }
    };
  }

  private static SortedMap<String, String> where(HeaderTable table) {
    SortedMap<String, String> where = new TreeMap<>();
    table
        .child("where")
        .properties()
        .forEach(
            field -> {
              Optional<String> text = Parameters.text(field.getValue());
              if (text.isEmpty()) {
                table.error("where", field.getKey() + " must be a number, a text or true or false");
              }
              where.put(field.getKey(), text.orElse(""));
            });
    return where;
  }

  private Condition condition(HeaderTable table) {
    JsonNode node = table.child("when");
    for (var field : node.properties()) {
      if (!Set.of("backend", "blas", "mlx").contains(field.getKey())) {
        table.error("when", "a condition speaks of backend, blas or mlx, not " + field.getKey());
      }
    }
    return new Condition(
        names(table, node, "backend", BACKENDS),
        names(table, node, "blas", BLAS),
        mlx(table, node));
  }

  private static List<String> names(
      HeaderTable table, JsonNode when, String key, Set<String> known) {
    List<String> names = new ArrayList<>();
    JsonNode node = when.path(key);
    if (node.isMissingNode()) {
      return names;
    }
    for (JsonNode name : node.isArray() ? node : List.of(node)) {
      if (!name.isString() || !known.contains(name.stringValue())) {
        String allowed = String.join(", ", known.stream().sorted().toList());
        table.error("when", key + " has " + name + "; known are " + allowed);
      } else {
        names.add(name.stringValue());
      }
    }
    if (node.isEmpty() && node.isArray()) {
      table.error("when", key + " is an empty list, so it would hold nowhere");
    }
    return List.copyOf(names);
  }

  private static @Nullable String mlx(HeaderTable table, JsonNode when) {
    JsonNode node = when.path("mlx");
    if (node.isMissingNode()) {
      return null;
    }
    if (!node.isString() || VersionSpecifier.parse(node.stringValue()).isEmpty()) {
      table.error("when", "mlx has " + node + ", which is no version specifier such as \">=0.30\"");
      return null;
    }
    return node.stringValue().strip();
  }
}
