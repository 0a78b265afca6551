package ledger.git.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.git.hook.HookKind;
import ledger.git.hook.HookProbe;

/** lefthook: one file of hooks and their commands, in YAML, TOML or JSON. */
record Lefthook(FrameworkSite site, Path file, ConfigTree config, List<ConfigTree> all)
    implements HookFramework {
  private static final List<String> PLACES = List.of("", ".", ".config/");
  private static final List<String> FORMATS = List.of("yml", "yaml", "toml", "json", "jsonc");

  static Optional<HookFramework> find(FrameworkSite site) throws IOException {
    Optional<Path> main = file(site, "lefthook");
    if (main.isEmpty()) {
      return Optional.empty();
    }
    ConfigTree config = read(site, main.get());
    List<ConfigTree> all = new ArrayList<>(List.of(config));
    Optional<Path> local = file(site, "lefthook-local");
    if (local.isPresent()) {
      all.add(read(site, local.get()));
    }
    return Optional.of(new Lefthook(site, main.get(), config, all));
  }

  private static Optional<Path> file(FrameworkSite site, String name) {
    return PLACES.stream()
        .flatMap(place -> FORMATS.stream().map(format -> place + name + "." + format))
        .map(site.root()::resolve)
        .filter(Files::exists)
        .findFirst();
  }

  private static ConfigTree read(FrameworkSite site, Path file) throws IOException {
    return ConfigTree.parse(site.root().relativize(file).toString(), site.text(file));
  }

  @Override
  public String name() {
    return "lefthook";
  }

  @Override
  public Chained chained() {
    return Chained.OVERWRITTEN;
  }

  @Override
  public String afterwards() {
    return "lefthook install";
  }

  @Override
  public List<Addition> additions() throws IOException {
    List<Addition> additions = new ArrayList<>();
    StringBuilder top = new StringBuilder();
    LefthookText text = new LefthookText(site, file.toString());
    for (HookKind kind : Frameworks.REFUSING) {
      if (Frameworks.covers(this, site, kind)) {
        continue;
      }
      ConfigTree hook = config.table(kind.file());
      if (text.isAppended() || hook.values().isEmpty()) {
        top.append(text.hook(kind.file()));
      } else if (hook.table("commands").values().isEmpty()) {
        additions.add(new Addition(file, kind.file(), text.commands()));
      } else {
        additions.add(new Addition(file, kind.file() + ", commands", text.command()));
      }
    }
    if (!top.isEmpty()) {
      additions.add(0, new Addition(file, "", text.whole(top.toString())));
    }
    return additions;
  }

  @Override
  public List<FrameworkCall> calls() {
    List<FrameworkCall> calls = new ArrayList<>();
    for (HookKind kind : Frameworks.REFUSING) {
      for (ConfigTree each : all) {
        ConfigTree hook = each.table(kind.file());
        hook.named("commands").forEach((name, command) -> add(calls, kind, name, command, ""));
        jobs(calls, kind, hook, "");
      }
    }
    return calls;
  }

  private void jobs(List<FrameworkCall> calls, HookKind kind, ConfigTree parent, String folder) {
    for (ConfigTree job : parent.list("jobs")) {
      String root = job.text("root").orElse(folder);
      add(calls, kind, JOB + job.text("name").orElse(""), job, root);
      jobs(calls, kind, job.table("group"), root);
    }
  }

  private static final String JOB = "job ";

  private void add(
      List<FrameworkCall> calls, HookKind kind, String name, ConfigTree command, String folder) {
    String root = command.text("root").orElse(folder);
    for (CallText.FoundCall found : site.in(command.text("run").orElse(""), root)) {
      calls.add(new FrameworkCall(name, found.ledger(), EnumSet.of(kind), found.text()));
    }
  }

  @Override
  public boolean isInstalled(HookKind kind) throws IOException {
    return site.hook(kind).contains("lefthook");
  }

  /** Git hands the options to the tool. They are called differently before its version 2. */
  @Override
  public HookProbe.Firing fires(FrameworkCall call) throws IOException {
    boolean job = call.name().startsWith(JOB);
    String name = job ? call.name().substring(JOB.length()) : call.name();
    if (name.isEmpty()) {
      return HookProbe.Firing.UNKNOWN; // It would run them all.
    }
    HookKind kind = call.kinds().iterator().next();
    HookProbe.Firing firing = HookProbe.Firing.UNKNOWN;
    for (String option : job ? List.of("--job", "--jobs") : List.of("--command", "--commands")) {
      if (firing == HookProbe.Firing.UNKNOWN) {
        firing =
            Frameworks.ask(
                site,
                call,
                Map.of(),
                List.of(
                    "hook",
                    "run",
                    "--ignore-missing",
                    kind.file(),
                    "--",
                    option,
                    name,
                    "--force",
                    "--file",
                    call.ledger(),
                    "--no-tty",
                    "--no-auto-install"));
      }
    }
    return firing;
  }
}
