package ledger.experiment.header;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.TaskId;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.record.Observed.Declared;
import ledger.evidence.words.OutcomeTemplate;
import ledger.text.Nearest;
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

  /** What PEP 723 defines. */
  private static final List<String> STANDARD =
      List.of(NeedsFields.PYTHON, NeedsFields.DEPENDENCIES, "tool");

  private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]+)?)\\s*([smh])");

  private final SourceText source;
  private final HeaderBlock block;
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable HeaderTable whole;

  HeaderParser(SourceText source, HeaderBlock block) {
    this.source = source;
    this.block = block;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * The experiment.
   *
   * @param anyway whether one with mistakes will do, if it names a task
   */
  Optional<Experiment> parse(Path file, String path, boolean anyway) {
    Optional<HeaderTable> own = table();
    return own.isEmpty() ? Optional.empty() : experiment(own.get(), file, path, anyway);
  }

  /** The table that is this tool's; empty if there is none. */
  Optional<HeaderTable> table() {
    try {
      TomlTable root = TomlTable.parse(block.toml());
      TomlTable tool = root.get("tool") instanceof TomlTable known ? known : TomlTable.empty();
      boolean own = tool.has("ledger");
      whole = new HeaderTable(source, block, "", root, problems);
      strange(whole, root, own);
      if (!own) {
        misspelt(tool, List.of("ledger"));
        return Optional.empty();
      }
      misspelt(tool, List.of("ledger", "claims", KNOWN, FORMERLY_KNOWN));
      if (tool.get("ledger") instanceof TomlTable table) {
        return Optional.of(new HeaderTable(source, block, TABLE, table, problems));
      }
      new HeaderTable(source, block, TABLE, tool, problems)
          .error("ledger", "[tool.ledger] must be a table");
    } catch (InvalidToml e) {
      if (block.toml().toLowerCase(Locale.ROOT).contains("ledger")) {
        problems.add(Problem.error("header", block.place(source, e.spot()), e.getMessage(), null));
      }
    }
    return Optional.empty();
  }

  /**
   * Reports keys that inline script metadata does not have; in a script that is not an experiment,
   * only those that are nearly ours.
   */
  private static void strange(HeaderTable table, TomlTable root, boolean own) {
    for (String key : root.keys()) {
      boolean ours = Nearest.to(key, List.of("tool", "ledger", TABLE)).isPresent();
      if (!STANDARD.contains(key) && (own || ours)) {
        String list = String.join(", ", STANDARD);
        table.unknown(key, key, "a header has no " + key + "; known: " + list, STANDARD);
      }
    }
  }

  private void misspelt(TomlTable tool, List<String> known) {
    HeaderTable table = new HeaderTable(source, block, "tool", tool, problems);
    for (String key : tool.keys()) {
      boolean quoted = key.toLowerCase(Locale.ROOT).startsWith("ledger.");
      if (!key.equals("ledger") && (quoted || Nearest.to(key, known, 0.9).isPresent())) {
        String shown = quoted ? '"' + key + '"' : key;
        table.error(
            key, "[tool." + shown + "] is not read; the table of experiments is [tool.ledger]");
      }
    }
  }

  private Optional<Experiment> experiment(
      HeaderTable table, Path file, String path, boolean anyway) {
    String knownKey = table.has(KNOWN) || !table.has(FORMERLY_KNOWN) ? KNOWN : FORMERLY_KNOWN;
    table.allow(
        "task",
        "title",
        "timeout",
        "headline",
        "outcome",
        "environment",
        "inputs",
        "ignore",
        "pass",
        "claims",
        knownKey);
    String task = table.text("task");
    if (!task.isEmpty() && TaskId.parse(task).isEmpty()) {
      table.error("task", "\"" + task + "\" is not a task ID such as APO-002");
    }
    String title = table.text("title");
    Duration timeout = timeout(table);
    String headline = table.has("headline") ? table.text("headline") : null;
    String outcome = outcome(table);
    List<Claim> claims = ClaimTables.claims(table);
    List<KnownFailure> known = ClaimTables.known(table, knownKey, claims);
    Declared declared = new Declared(table.patterns("inputs"), table.patterns("ignore"));
    List<String> pass = table.texts("pass");
    Needs needs = NeedsFields.of(Objects.requireNonNull(whole), table);
    if (!problems.isEmpty() && !(anyway && TaskId.parse(task).isPresent())) {
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
            outcome,
            claims,
            known,
            declared,
            pass,
            needs,
            source.content()));
  }

  private static @Nullable String outcome(HeaderTable table) {
    if (!table.has("outcome")) {
      return null;
    }
    String text = table.text("outcome").replaceAll("\\s+", " ");
    try {
      OutcomeTemplate.parse(text);
    } catch (OutcomeTemplate.Invalid e) {
      table.error("outcome", String.valueOf(e.getMessage()));
    }
    return text;
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
}
