package ledger.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ledger.document.IdForm;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Wording;
import ledger.document.words.ColumnNames;
import ledger.document.words.PlainName;
import ledger.text.Addresses;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.text.toml.SettingValues;
import ledger.text.toml.TomlTable;
import org.jspecify.annotations.Nullable;

/** Reads settings; every key that nobody asked for is an error. */
final class SettingsReader extends SettingValues {
  private static final List<String> SETTINGS =
      List.of(
          "title",
          "base",
          "repository",
          "history",
          "environment",
          "subject",
          "policy",
          "limits",
          "ledger",
          "priorities",
          "states",
          "sort",
          "columns",
          "ids",
          "ignore",
          "environments");

  /** As package indexes define it. */
  private static final Pattern PACKAGE =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

  SettingsReader(SourceText source) {
    super(source);
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
        text(all, "ledger").orElse(null),
        text(all, "title").orElse(null),
        address(all, "base", "a site"),
        address(all, "repository", "a repository"),
        historyFromGit(all),
        text(all, "environment").orElse(Settings.DEFAULT.environment()),
        subject(table(all, "subject")),
        policy(table(all, "policy")),
        limits(table(all, "limits")),
        Settings.environments(environments));
  }

  private Layout layout(TomlTable all) throws InvalidText {
    List<State> states = new ArrayList<>();
    SequencedMap<String, List<String>> names = new LinkedHashMap<>();
    TomlTable headings = table(all, "states");
    Map<String, Integer> limits = new LinkedHashMap<>();
    boolean onlyLimits = true;
    for (String id : headings.keys()) {
      List<String> its = headings(headings, id, limits);
      boolean limitOnly = its.isEmpty() && limits.containsKey(id);
      onlyLimits &= limitOnly;
      String usual = limitOnly ? Layout.DEFAULT.state(id).orElseThrow().heading() : "";
      State state = new State(id, its.isEmpty() ? usual : its.getFirst());
      states.add(
          headings.get(id) instanceof TomlTable ? usualPlace(states, id) : states.size(), state);
      if (its.size() > 1) {
        names.put(id, its.subList(1, its.size()));
      }
    }
    List<String> priorities = texts(all, "priorities", List.of());
    return new Layout(
        onlyLimits ? Layout.DEFAULT.states() : List.copyOf(states),
        priorities.isEmpty() ? Layout.DEFAULT.priorities() : priorities,
        new Wording(
            ids(all),
            columns(table(all, "columns")),
            names,
            texts(all, "ignore", List.of()),
            limits,
            orders(table(all, "sort"), onlyLimits ? Layout.DEFAULT.states() : states),
            !priorities.isEmpty()));
  }

  /** Columns to sort by, by the state's ID. */
  private Map<String, List<String>> orders(TomlTable table, List<State> states) throws InvalidText {
    known(table, states.stream().map(State::id).toList());
    Map<String, List<String>> orders = new LinkedHashMap<>();
    for (String state : table.keys()) {
      orders.put(state, textOrTexts(table, state));
    }
    return orders;
  }

  /** TOML has tables after plain keys, so one of a usual state goes where that usually is. */
  private static int usualPlace(List<State> states, String id) {
    List<String> usual = Layout.DEFAULT.states().stream().map(State::id).toList();
    int own = usual.indexOf(id);
    for (int at = 0; own >= 0 && at < states.size(); at++) {
      if (usual.indexOf(states.get(at).id()) > own) {
        return at;
      }
    }
    return states.size();
  }

  /** What a state is called, and how many tasks may be in it. */
  private List<String> headings(TomlTable states, String id, Map<String, Integer> limits)
      throws InvalidText {
    if (!(states.get(id) instanceof TomlTable table)) {
      return textOrTexts(states, id);
    }
    known(table, List.of("heading", "limit"));
    if (table.has("limit")) {
      if (!(table.get("limit") instanceof Integer limit) || limit < 1) {
        throw wrong(table, "limit", "'limit' must be a whole number from 1", null);
      }
      limits.put(id, limit);
    }
    List<String> its = textOrTexts(table, "heading");
    boolean usual = Layout.DEFAULT.state(id).isPresent();
    if (its.isEmpty() && (!usual || !table.has("limit"))) {
      throw wrong(states, id, "'" + id + "' has no heading", "such as heading = \"To check\"");
    }
    return its;
  }

  private @Nullable IdForm ids(TomlTable all) throws InvalidText {
    TomlTable table = table(all, "ids");
    known(table, List.of("pattern"));
    Optional<String> pattern = text(table, "pattern");
    Optional<IdForm> form = pattern.flatMap(IdForm::named);
    if (pattern.isPresent() && form.isEmpty()) {
      String examples = IdForm.KNOWN.stream().map(IdForm::name).collect(Collectors.joining(", "));
      throw wrong(
          table,
          "pattern",
          "'" + pattern.get() + "' is not a pattern",
          "an example of an ID, such as " + examples + ", or a regular expression");
    }
    return form.orElse(null);
  }

  /** Names of columns by role. */
  private Map<String, List<String>> columns(TomlTable table) throws InvalidText {
    Map<String, String> roles = new LinkedHashMap<>();
    ColumnNames.roles().forEach(role -> roles.put(PlainName.key(role).replace(' ', '-'), role));
    known(table, List.copyOf(roles.keySet()));
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (String key : table.keys()) {
      columns.put(roles.get(key), textOrTexts(table, key));
    }
    return columns;
  }

  private @Nullable String address(TomlTable all, String key, String what) throws InvalidText {
    String address = text(all, key).orElse(null);
    if (address != null && !Addresses.isAllowed(address)) {
      throw wrong(all, key, "'" + address + "' is no address for " + what, Addresses.ALLOWED);
    }
    return address;
  }

  private boolean historyFromGit(TomlTable all) throws InvalidText {
    String from = text(all, "history").orElse("pages");
    if (!from.equals("pages") && !from.equals("git")) {
      throw wrong(
          all, "history", "'" + from + "' is not a source of histories", "\"pages\" or \"git\"");
    }
    return from.equals("git");
  }

  private List<String> subject(TomlTable table) throws InvalidText {
    known(table, List.of("packages"));
    List<String> packages = texts(table, "packages", List.of());
    for (String name : packages) {
      if (!PACKAGE.matcher(name).matches()) {
        throw wrong(table, "packages", "'" + name + "' cannot name a package", null);
      }
    }
    return packages;
  }

  private Settings.Policy policy(TomlTable table) throws InvalidText {
    known(table, List.of("environments", "hosts", "done"));
    String done = text(table, "done").orElse("lenient");
    if (!done.equals("strict") && !done.equals("lenient")) {
      throw wrong(table, "done", "'" + done + "' is no policy", "\"strict\" or \"lenient\"");
    }
    return new Settings.Policy(
        texts(table, "environments", List.of()),
        texts(table, "hosts", List.of()),
        done.equals("strict"));
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
    known(table, List.of("requirements", "python", "variables", "preload", "pass", "optional"));
    if (unset.isOfScripts() && table.has("requirements")) {
      throw wrong(
          table,
          "requirements",
          "the environment of scripts has no requirements of its own",
          "they are the dependencies in each script's header");
    }
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
        texts(table, "pass", unset.pass()),
        flag(table, "optional"),
        List.of());
  }
}
