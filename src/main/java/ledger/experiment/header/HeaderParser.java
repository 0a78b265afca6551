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
import ledger.text.toml.InvalidToml;
import ledger.text.toml.TomlTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads one header. Every mistake in it becomes a problem; a header with a mistake gives no
 * experiment.
 */
final class HeaderParser {
  static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  private static final String TABLE = "tool.ledger";

  /** The tables of refuted claims that are accepted. */
  private static final String KNOWN = "known-failures";

  /** What they were called before; still read, but not beside the new name. */
  private static final String FORMERLY_KNOWN = "findings";

  private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]+)?)\\s*([smh])");
  private static final Set<String> BACKENDS = Set.of("cpu", "cuda", "metal");
  private static final Set<String> BLAS =
      Set.of("reference", "openblas", "mkl", "accelerate", "unknown");

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
    Optional<HeaderTable> own = table();
    return own.isEmpty() ? Optional.empty() : experiment(own.get(), file, path);
  }

  /** The table that is this tool's; empty if there is none. */
  private Optional<HeaderTable> table() {
    try {
      TomlTable root = TomlTable.parse(block.toml());
      if (!(root.get("tool") instanceof TomlTable tool) || !tool.has("ledger")) {
        return Optional.empty();
      }
      if (tool.get("ledger") instanceof TomlTable own) {
        return Optional.of(new HeaderTable(source, block, TABLE, own, problems));
      }
      new HeaderTable(source, block, TABLE, tool, problems)
          .error("ledger", "[tool.ledger] must be a table");
    } catch (InvalidToml e) {
      if (block.toml().contains(TABLE)) {
        problems.add(Problem.error("header", block.place(source, e.spot()), e.getMessage(), null));
      }
    }
    return Optional.empty();
  }

  private Optional<Experiment> experiment(HeaderTable table, Path file, String path) {
    String knownKey = table.has(KNOWN) || !table.has(FORMERLY_KNOWN) ? KNOWN : FORMERLY_KNOWN;
    table.allow("task", "title", "timeout", "headline", "claims", knownKey);
    String task = table.text("task");
    if (!task.isEmpty() && TaskId.parse(task).isEmpty()) {
      table.error("task", "\"" + task + "\" is not a task ID such as MLX-002");
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
    table.error("timeout", "\"" + text + "\" is not a time limit such as 120s, 5m or 1h");
    return DEFAULT_TIMEOUT;
  }

  private List<Claim> claims(HeaderTable parent) {
    List<Claim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (HeaderTable table : parent.children("claims")) {
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
        table.error("id", "another claim also has the ID \"" + id + "\"");
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
    for (HeaderTable table : parent.children(key)) {
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
    TomlTable given = table.child("where");
    for (String name : given.keys()) {
      Optional<String> text = Parameters.text(given.get(name));
      if (text.isEmpty()) {
        table.error("where", name + " must be a number, a string, true or false");
      }
      where.put(name, text.orElse(""));
    }
    return where;
  }

  private static Condition condition(HeaderTable table) {
    TomlTable when = table.child("when");
    for (String key : when.keys()) {
      if (!Set.of("backend", "blas", "mlx").contains(key)) {
        table.error("when", "a condition is about backend, blas or mlx, not " + key);
      }
    }
    return new Condition(
        names(table, when, "backend", BACKENDS),
        names(table, when, "blas", BLAS),
        mlx(table, when));
  }

  private static List<String> names(
      HeaderTable table, TomlTable when, String key, Set<String> known) {
    if (!when.has(key)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    List<?> given = when.get(key) instanceof List<?> list ? list : List.of(when.get(key));
    for (Object name : given) {
      if (name instanceof String text && known.contains(text)) {
        names.add(text);
      } else {
        String allowed = String.join(", ", known.stream().sorted().toList());
        table.error("when", key + " has " + shown(name) + "; known: " + allowed);
      }
    }
    if (given.isEmpty()) {
      table.error("when", key + " is an empty list, so the claim would apply nowhere");
    }
    return List.copyOf(names);
  }

  private static @Nullable String mlx(HeaderTable table, TomlTable when) {
    Object given = when.get("mlx");
    if (given == null) {
      return null;
    }
    if (given instanceof String text && VersionSpecifier.parse(text).isPresent()) {
      return text.strip();
    }
    table.error(
        "when",
        "mlx has " + shown(given) + ", which is not a version specifier such as \">=0.30\"");
    return null;
  }

  private static String shown(Object value) {
    return switch (value) {
      case String text -> "\"" + text + "\"";
      case TomlTable table -> "a table";
      case List<?> list -> "a list";
      default -> value.toString();
    };
  }
}
