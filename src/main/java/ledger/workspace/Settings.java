package ledger.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Layout;
import ledger.document.State;
import ledger.text.InvalidText;
import ledger.text.Nearest;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ledger.toml} says. Every setting has a default, and the file may be missing.
 *
 * @param layout states and priorities
 * @param title of the site; null for the ledger's own
 * @param base the site's address, for feeds and maps; null where it has none
 * @param historyFromGit whether the site's histories begin with what git's commits tell
 * @param environment the environment that decides about Done
 * @param policy what Done asks for beside that
 * @param limits what an experiment may take
 * @param environments those that the file defines, by name
 */
public record Settings(
    Layout layout,
    @Nullable String title,
    @Nullable String base,
    boolean historyFromGit,
    String environment,
    Policy policy,
    Limits limits,
    SequencedMap<String, Environment> environments) {
  public static final Settings DEFAULT =
      new Settings(
          Layout.DEFAULT,
          null,
          null,
          false,
          "pinned",
          Policy.NONE,
          Limits.DEFAULT,
          new LinkedHashMap<>());

  /**
   * What must agree before a task may be Done.
   *
   * @param environments beside the deciding one
   * @param hosts kinds of host
   */
  public record Policy(List<String> environments, List<String> hosts) {
    static final Policy NONE = new Policy(List.of(), List.of());
  }

  /**
   * An environment for experiments.
   *
   * @param requirements a locked requirements file, relative to the experiments' folder
   * @param python a PEP 440 specifier
   * @param variables set for the experiment
   * @param preload libraries to load first, by path or glob
   */
  public record Environment(
      String requirements, String python, Map<String, String> variables, List<String> preload) {}

  /**
   * Reads the settings, or gives the defaults where the file is missing.
   *
   * @param shown what messages call the file
   * @throws InvalidText for a line that is no TOML, an unknown setting, or a value of the wrong
   *     type
   */
  public static Settings read(Path file, String shown) throws IOException, InvalidText {
    if (!Files.exists(file)) {
      return DEFAULT;
    }
    return of(SourceText.decode(shown, Files.readAllBytes(file)));
  }

  /** The settings in a text, wherever it comes from. */
  public static Settings of(SourceText source) throws InvalidText {
    return new Reader(source).settings(Toml.parse(source));
  }

  /** Walks the file's tables; every key that nobody asked for is an error. */
  private record Reader(SourceText source) {
    Settings settings(Map<String, Object> toml) throws InvalidText {
      known(
          toml,
          List.of(
              "title",
              "base",
              "history",
              "environment",
              "policy",
              "limits",
              "priorities",
              "states",
              "environments"));
      List<State> states = new ArrayList<>();
      for (Map.Entry<String, Object> entry : table(toml, "states").entrySet()) {
        states.add(new State(entry.getKey(), text(entry.getValue(), entry.getKey())));
      }
      List<String> priorities = list(toml, "priorities");
      SequencedMap<String, Environment> environments = new LinkedHashMap<>();
      for (Map.Entry<String, Object> entry : table(toml, "environments").entrySet()) {
        environments.put(
            entry.getKey(), environment(entry.getKey(), map(entry.getValue(), entry.getKey())));
      }
      Layout layout =
          new Layout(
              states.isEmpty() ? Layout.DEFAULT.states() : List.copyOf(states),
              priorities.isEmpty() ? Layout.DEFAULT.priorities() : priorities);
      Object environment = toml.get("environment");
      return new Settings(
          layout,
          optional(toml, "title"),
          optional(toml, "base"),
          historyFromGit(toml),
          environment == null ? DEFAULT.environment : text(environment, "environment"),
          policy(table(toml, "policy")),
          limits(table(toml, "limits")),
          environments);
    }

    private boolean historyFromGit(Map<String, Object> toml) throws InvalidText {
      String from = optional(toml, "history");
      if (from != null && !List.of("pages", "git").contains(from)) {
        throw wrong(
            "history", "'" + from + "' is not a source of histories", "\"pages\" or \"git\"");
      }
      return "git".equals(from);
    }

    private Policy policy(Map<String, Object> table) throws InvalidText {
      known(table, List.of("environments", "hosts"));
      return new Policy(list(table, "environments"), list(table, "hosts"));
    }

    private Limits limits(Map<String, Object> table) throws InvalidText {
      known(table, List.of("memory", "output"));
      Amount memory = amount(table, "memory", Limits.DEFAULT.memory());
      Amount output = amount(table, "output", new Amount(0, Limits.DEFAULT.output()));
      if (output.share() > 0) {
        throw wrong("output", "a percentage makes no sense here", "an amount, such as \"16 MiB\"");
      }
      return new Limits(memory, output.bytes());
    }

    private Amount amount(Map<String, Object> table, String key, Amount otherwise)
        throws InvalidText {
      String text = optional(table, key);
      if (text == null) {
        return otherwise;
      }
      return Amount.parse(text)
          .orElseThrow(
              () ->
                  wrong(
                      key,
                      "'" + text + "' is not an amount",
                      "such as \"8 GiB\", \"500 MiB\" or \"none\"; for memory also \"75%\" of the host's"));
    }

    private Environment environment(String name, Map<String, Object> table) throws InvalidText {
      known(table, List.of("requirements", "python", "variables", "preload"));
      String requirements = optional(table, "requirements");
      String python = optional(table, "python");
      Map<String, String> variables = new TreeMap<>();
      for (Map.Entry<String, Object> entry : table(table, "variables").entrySet()) {
        variables.put(entry.getKey(), text(entry.getValue(), entry.getKey()));
      }
      return new Environment(
          requirements == null ? "requirements/" + name + ".txt" : requirements,
          python == null ? ">=3.10" : python,
          variables,
          list(table, "preload"));
    }

    private void known(Map<String, Object> table, List<String> keys) throws InvalidText {
      for (String key : table.keySet()) {
        if (!keys.contains(key)) {
          String near = Nearest.to(key, keys).map(k -> "did you mean " + k + "? ").orElse("");
          throw wrong(
              key, "unknown setting '" + key + "'", near + "known: " + String.join(", ", keys));
        }
      }
    }

    private Map<String, Object> table(Map<String, Object> from, String key) throws InvalidText {
      Object value = from.get(key);
      return value == null ? Map.of() : map(value, key);
    }

    private Map<String, Object> map(Object value, String key) throws InvalidText {
      if (value instanceof Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((k, v) -> copy.put(String.valueOf(k), v));
        return copy;
      }
      throw wrong(key, "'" + key + "' is not a table", null);
    }

    private List<String> list(Map<String, Object> from, String key) throws InvalidText {
      Object value = from.get(key);
      if (value == null) {
        return List.of();
      }
      if (!(value instanceof List<?> items)) {
        throw wrong(key, "'" + key + "' is not a list", null);
      }
      List<String> texts = new ArrayList<>();
      for (Object item : items) {
        texts.add(text(item, key));
      }
      return List.copyOf(texts);
    }

    private @Nullable String optional(Map<String, Object> from, String key) throws InvalidText {
      Object value = from.get(key);
      return value == null ? null : text(value, key);
    }

    private String text(@Nullable Object value, String key) throws InvalidText {
      if (value instanceof String text) {
        return text;
      }
      throw wrong(key, "'" + key + "' is not text", null);
    }

    private InvalidText wrong(String key, String message, @Nullable String help) {
      Matcher written =
          Pattern.compile(
                  "^[^#\\n]*?(" + Pattern.quote(key) + ")(?=[\"']?[ \\t]*[=\\].])",
                  Pattern.MULTILINE)
              .matcher(source.content());
      Span span = written.find() ? new Span(written.start(1), written.end(1)) : new Span(0, 0);
      return new InvalidText(Problem.error("bad-setting", source.place(span), message, help));
    }
  }
}
