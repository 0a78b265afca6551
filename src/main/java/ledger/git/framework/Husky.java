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
import java.util.regex.Pattern;
import ledger.git.hook.HookKind;
import ledger.git.hook.HookProbe;

/** husky: a folder of shell scripts, to which {@code core.hooksPath} leads. */
record Husky(FrameworkSite site, Path folder) implements HookFramework {
  private static final String USUAL = ".husky";

  static Optional<HookFramework> find(FrameworkSite site) {
    // In version 9 git looks into a folder below it.
    Path hooks = site.hooks();
    Path above = hooks.endsWith("_") && hooks.getParent() != null ? hooks.getParent() : hooks;
    if (above.endsWith(USUAL)) {
      return Optional.of(new Husky(site, above));
    }
    Path usual = site.root().resolve(USUAL);
    return Files.isDirectory(usual) ? Optional.of(new Husky(site, usual)) : Optional.empty();
  }

  @Override
  public String name() {
    return "husky";
  }

  @Override
  public Path file() {
    return file(HookKind.PRE_COMMIT);
  }

  private Path file(HookKind kind) {
    return folder.resolve(kind.file());
  }

  /** Its scripts go by the names under which git calls them. */
  @Override
  public Chained chained() {
    return Chained.IMPOSSIBLE;
  }

  @Override
  public List<Addition> additions() throws IOException {
    List<Addition> all = new ArrayList<>();
    for (HookKind kind : Frameworks.REFUSING) {
      if (!Frameworks.covers(this, site, kind)) {
        // Before version 9, git itself runs these files.
        boolean head = folder.equals(site.hooks()) && !Files.exists(file(kind));
        all.add(
            new Addition(file(kind), "", (head ? "#!/bin/sh\n" : "") + site.guardedLine() + "\n"));
      }
    }
    return all;
  }

  @Override
  public String afterwards() {
    return folder.equals(site.hooks())
        ? "chmod +x " + site.root().relativize(folder) + "/pre-*commit"
        : "";
  }

  @Override
  public List<FrameworkCall> calls() throws IOException {
    List<FrameworkCall> all = new ArrayList<>();
    for (HookKind kind : Frameworks.REFUSING) {
      Set<HookKind> kinds = EnumSet.of(kind);
      String merges = site.text(file(HookKind.PRE_MERGE_COMMIT));
      if (kind == HookKind.PRE_COMMIT && callsTheOther(merges)) {
        kinds.add(HookKind.PRE_MERGE_COMMIT);
      }
      for (CallText.FoundCall found : site.in(site.text(file(kind)), "")) {
        all.add(new FrameworkCall(kind.file(), found.ledger(), kinds, found.text()));
      }
    }
    return all;
  }

  private static boolean callsTheOther(String script) {
    return Pattern.compile("(?m)^\\s*[^#\\s].*/pre-commit\\b").matcher(script).find();
  }

  @Override
  public boolean isInstalled(HookKind kind) throws IOException {
    return site.hooks().startsWith(folder) && !site.hook(kind).isEmpty();
  }

  /**
   * Its scripts start with one of the user's own. One of ours takes that place, and runs the call
   * alone: the others would do their work.
   */
  @Override
  public HookProbe.Firing fires(FrameworkCall call) throws IOException {
    if (!Files.exists(site.hooks().resolve("h"))) {
      return HookProbe.Firing.UNKNOWN; // an earlier version
    }
    Path home = Files.createTempDirectory("ledger-husky");
    Path script = home.resolve("husky").resolve("init.sh");
    try {
      Files.createDirectory(script.getParent());
      Files.writeString(script, call.command() + "\nexit\n");
      return Frameworks.ask(
          site,
          call,
          Map.of("XDG_CONFIG_HOME", home.toString()),
          List.of("hook", "run", "--ignore-missing", call.name()));
    } finally {
      Files.deleteIfExists(script);
      Files.deleteIfExists(script.getParent());
      Files.deleteIfExists(home);
    }
  }
}
