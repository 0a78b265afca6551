package ledger.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import ledger.document.Layout;
import ledger.document.State;
import ledger.text.InvalidText;
import ledger.text.Nearest;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import ledger.text.toml.InvalidToml;
import ledger.text.toml.TomlSpot;
import ledger.text.toml.TomlTable;
import org.jspecify.annotations.Nullable;

/** Reads settings; every key that nobody asked for is an error. */
final class SettingsReader {
  private static final List<String> SETTINGS =
      List.of(
          "title",
          "base",
          "history",
          "environment",
          "policy",
          "limits",
          "priorities",
          "states",
          "environments");

  private final SourceText source;

  SettingsReader(SourceText source) {
    this.source = source;
  }

  Settings settings() throws InvalidText {
    TomlTable all = parsed();
    known(all, SETTINGS);
    List<Environment> environments = new ArrayList<>();
    TomlTable tables = table(all, "environments");
    for (String name : tables.keys()) {
      environments.add(environment(name, tables));
    }
    return new Settings(
        layout(all),
        text(all, "title").orElse(null),
        text(all, "base").orElse(null),
        historyFromGit(all),
        text(all, "environment").orElse(Settings.DEFAULT.environment()),
        policy(table(all, "policy")),
        limits(table(all, "limits")),
        Settings.environments(environments));
  }

  private TomlTable parsed() throws InvalidText {
    try {
      return TomlTable.parse(source.content().replaceFirst("^\uFEFF", ""));
    } catch (InvalidToml e) {
      int at = offset(e.spot());
      throw new InvalidText(
          Problem.error("bad-toml", source.place(new Span(at, at)), e.getMessage(), null));
    }
  }

  private Layout layout(TomlTable all) throws InvalidText {
    List<State> states = new ArrayList<>();
    TomlTable headings = table(all, "states");
    for (String id : headings.keys()) {
      states.add(new State(id, text(headings, id).orElse("")));
    }
    List<String> priorities = texts(all, "priorities", List.of());
    return new Layout(
        states.isEmpty() ? Layout.DEFAULT.states() : List.copyOf(states),
        priorities.isEmpty() ? Layout.DEFAULT.priorities() : priorities);
  }

  private boolean historyFromGit(TomlTable all) throws InvalidText {
    String from = text(all, "history").orElse("pages");
    if (!from.equals("pages") && !from.equals("git")) {
      throw wrong(
          all, "history", "'" + from + "' is not a source of histories", "\"pages\" or \"git\"");
    }
    return from.equals("git");
  }

  private Settings.Policy policy(TomlTable table) throws InvalidText {
    known(table, List.of("environments", "hosts"));
    return new Settings.Policy(
        texts(table, "environments", List.of()), texts(table, "hosts", List.of()));
  }

  private Limits limits(TomlTable table) throws InvalidText {
    known(table, List.of("memory", "output"));
    Amount memory = amount(table, "memory", Limits.DEFAULT.memory());
    Amount output = amount(table, "output", new Amount(0, Limits.DEFAULT.output()));
    if (output.share() > 0) {
      throw wrong(table, "output", "'output' cannot be a share", "an amount, such as \"16 MiB\"");
    }
    return new Limits(memory, output.bytes());
  }

  private Amount amount(TomlTable table, String key, Amount otherwise) throws InvalidText {
    Optional<String> text = text(table, key);
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<Amount> amount = Amount.parse(text.get());
    if (amount.isEmpty()) {
      throw wrong(
          table,
          key,
          "'" + text.get() + "' is not an amount",
          "such as \"8 GiB\", \"500 MiB\" or \"none\"; for memory also \"75%\" of the host's");
    }
    return amount.get();
  }

  /** What a table leaves out is as it is without the table. */
  private Environment environment(String name, TomlTable tables) throws InvalidText {
    if (!Environment.isName(name)) {
      throw wrong(
          tables,
          name,
          "'" + name + "' cannot name an environment",
          "letters, digits, dots, dashes and underscores can");
    }
    Environment unset = Environment.unset(name);
    TomlTable table = table(tables, name);
    known(table, List.of("requirements", "python", "variables", "preload"));
    TreeMap<String, String> variables = new TreeMap<>(unset.variables());
    TomlTable given = table(table, "variables");
    for (String variable : given.keys()) {
      if (variable.isEmpty() || variable.indexOf('=') >= 0 || variable.indexOf('\0') >= 0) {
        throw wrong(given, variable, "'" + variable + "' cannot name a variable", null);
      }
      variables.put(variable, text(given, variable).orElse(""));
    }
    return new Environment(
        name,
        text(table, "requirements").map(Path::of).orElse(unset.requirements()),
        text(table, "python").orElse(unset.python()),
        variables,
        texts(table, "preload", unset.preload()),
        unset.optional());
  }

  private void known(TomlTable table, List<String> keys) throws InvalidText {
    for (String key : table.keys()) {
      if (!keys.contains(key)) {
        String near = Nearest.to(key, keys).map(k -> "did you mean " + k + "? ").orElse("");
        throw wrong(
            table,
            key,
            "unknown setting '" + key + "'",
            near + "known: " + String.join(", ", keys));
      }
    }
  }

  private TomlTable table(TomlTable from, String key) throws InvalidText {
    Object value = from.get(key);
    if (value != null && !(value instanceof TomlTable)) {
      throw wrong(from, key, "'" + key + "' must be a table", null);
    }
    return value instanceof TomlTable table ? table : TomlTable.empty();
  }

  private List<String> texts(TomlTable from, String key, List<String> otherwise)
      throws InvalidText {
    if (!from.has(key)) {
      return otherwise;
    }
    List<String> texts = new ArrayList<>();
    if (from.get(key) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof String text) {
          texts.add(text);
        }
      }
      if (texts.size() == items.size()) {
        return List.copyOf(texts);
      }
    }
    throw wrong(from, key, "'" + key + "' must be a list of strings", null);
  }

  private Optional<String> text(TomlTable from, String key) throws InvalidText {
    Object value = from.get(key);
    if (value != null && !(value instanceof String)) {
      throw wrong(from, key, "'" + key + "' must be a string", null);
    }
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Marks the key: it is on the line where the parser found it, maybe within a heading. */
  private InvalidText wrong(TomlTable table, String key, String message, @Nullable String help) {
    int from = offset(table.spot(key));
    Span line = source.line(source.lineAt(from));
    int at = source.content().indexOf(key, from);
    Span span =
        at < 0 || at + key.length() > line.end()
            ? new Span(from, line.end())
            : new Span(at, at + key.length());
    return new InvalidText(Problem.error("bad-setting", source.place(span), message, help));
  }

  private int offset(TomlSpot spot) {
    Span line = source.line(Math.min(spot.line(), source.lineCount()) - 1);
    int characters =
        Math.min(spot.column() - 1, line.of(source.content()).codePointCount(0, line.length()));
    return source.content().offsetByCodePoints(line.start(), characters);
  }
}
