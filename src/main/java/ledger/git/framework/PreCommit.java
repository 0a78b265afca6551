package ledger.git.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import ledger.git.hook.HookKind;
import ledger.git.hook.HookProbe;
import ledger.text.ShellWord;

/** The pre-commit framework, and prek, which reads the same files. */
record PreCommit(FrameworkSite site, Path file, ConfigTree config) implements HookFramework {
  /** The hook in this project's own {@code .pre-commit-hooks.yaml}. */
  private static final String SOURCE_ID = "ledger-check";

  private static final String TYPES = "default_install_hook_types";

  /** Where the hook says which program wrote it. */
  private static final Pattern PREK = Pattern.compile("(?m)^PREK=(.*)$");

  private static final Pattern PYTHON = Pattern.compile("(?m)^INSTALL_PYTHON=(.*)$");

  static Optional<HookFramework> find(FrameworkSite site) throws IOException {
    for (String name : List.of(".pre-commit-config.yaml", ".pre-commit-config.yml", "prek.toml")) {
      Path file = site.root().resolve(name);
      if (Files.exists(file)) {
        return Optional.of(new PreCommit(site, file, ConfigTree.parse(name, site.text(file))));
      }
    }
    return Optional.empty();
  }

  @Override
  public String name() {
    return file.endsWith("prek.toml") ? "prek" : "pre-commit";
  }

  @Override
  public Chained chained() {
    return Chained.KEPT;
  }

  @Override
  public String afterwards() {
    return name() + " install";
  }

  @Override
  public List<Addition> additions() throws IOException {
    PreCommitText text = new PreCommitText(site, file, site.text(file), config);
    List<Addition> all = new ArrayList<>();
    boolean called = Frameworks.covers(this, site, HookKind.PRE_COMMIT);
    List<String> types = config.words(TYPES).orElse(List.of());
    boolean installs = types.contains(HookKind.PRE_MERGE_COMMIT.file());
    if (!called) {
      all.add(text.hook(types.isEmpty()));
    }
    if (!installs && (called || text.isToml() || !types.isEmpty())) {
      all.add(text.types(types));
    }
    return all;
  }

  @Override
  public List<FrameworkCall> calls() throws IOException {
    List<FrameworkCall> calls = new ArrayList<>();
    for (ConfigTree repository : config.list("repos")) {
      boolean source = !Set.of("local", "meta").contains(repository.text("repo").orElse("local"));
      for (ConfigTree hook : repository.list("hooks")) {
        add(calls, hook, source);
      }
    }
    return calls;
  }

  private void add(List<FrameworkCall> calls, ConfigTree hook, boolean source) throws IOException {
    String id = hook.text("id").orElse("");
    boolean own = source && id.equals(SOURCE_ID);
    String entry = hook.text("entry").orElse(own ? "ledger check --staged" : "");
    StringBuilder command = new StringBuilder(entry);
    for (String word : hook.words("args").orElse(List.of())) {
      command.append(' ').append(ShellWord.of(word));
    }
    for (CallText.FoundCall found : site.in(unwrapped(command.toString()), "")) {
      if (isFor(hook, found.ledger())) {
        calls.add(new FrameworkCall(id, found.ledger(), kinds(hook, own), found.text()));
      }
    }
  }

  /** What a shell is told to run. */
  private static String unwrapped(String command) {
    List<String> words = ShellWord.split(command);
    boolean shell = words.size() > 2 && words.getFirst().matches("(.*/)?(ba|da|z)?sh");
    return shell && words.get(1).matches("-[a-z]*c") ? words.get(2) : command;
  }

  /** The hooks that run it: its stages, of those that the tool installs. */
  private Set<HookKind> kinds(ConfigTree hook, boolean own) throws IOException {
    Optional<List<String>> stages = hook.words("stages");
    if (stages.isEmpty() && !own) {
      stages = config.words("default_stages");
    }
    Set<HookKind> kinds = EnumSet.noneOf(HookKind.class);
    for (HookKind kind : Frameworks.REFUSING) {
      String old = kind.file().replace("pre-", "");
      boolean runs =
          stages.isEmpty() || stages.get().contains(kind.file()) || stages.get().contains(old);
      List<String> types = config.words(TYPES).orElse(List.of(HookKind.PRE_COMMIT.file()));
      if (runs && (types.contains(kind.file()) || isInstalled(kind))) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /** Whether the patterns let it run for the ledger. */
  private boolean isFor(ConfigTree hook, String ledger) {
    return List.of(config, hook).stream()
        .allMatch(
            tree ->
                matches(tree, "files", ledger, true) && !matches(tree, "exclude", ledger, false));
  }

  /** Python's patterns are like Java's, but for what nobody needs here. */
  private static boolean matches(ConfigTree tree, String key, String ledger, boolean without) {
    Optional<String> pattern = tree.text(key);
    try {
      return pattern.map(some -> Pattern.compile(some).matcher(ledger).find()).orElse(without);
    } catch (PatternSyntaxException e) {
      return without;
    }
  }

  @Override
  public boolean isInstalled(HookKind kind) throws IOException {
    String hook = site.hook(kind);
    return hook.contains("pre-commit.com") || PREK.matcher(hook).find();
  }

  /** With the files named, it does not put unstaged changes away. */
  @Override
  public HookProbe.Firing fires(FrameworkCall call) throws IOException {
    HookKind kind = call.kinds().iterator().next();
    String run =
        "run %s --hook-stage %s --files %s"
            .formatted(ShellWord.of(call.name()), kind.file(), ShellWord.of(call.ledger()));
    String alias = "alias.ledger-try=!" + program(site.hook(kind)) + " " + run;
    return Frameworks.ask(site, call, Map.of(), List.of("-c", alias, "ledger-try"));
  }

  /** As the hook finds it: the one that was used to install it, or one on the PATH. */
  private static String program(String hook) {
    Matcher prek = PREK.matcher(hook);
    if (prek.find()) {
      return either(prek.group(1), "", "prek");
    }
    Matcher python = PYTHON.matcher(hook);
    return python.find() ? either(python.group(1), " -m pre_commit", "pre-commit") : "pre-commit";
  }

  private static String either(String path, String more, String name) {
    return "f() { p=%s; if [ -x \"$p\" ]; then \"$p\"%s \"$@\"; else %s \"$@\"; fi; }; f"
        .formatted(path, more, name);
  }
}
