package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ledger.git.Checkout;

/**
 * Ledger's hooks in a checkout: where git looks for them ({@code core.hooksPath}, linked worktrees,
 * submodules), all of them or none. They check every ledger that was installed.
 */
public final class Hooks {
  private final Checkout checkout;
  private final Path folder;
  private final List<HookFile> files;
  private final String ledger;
  private final HookLedgers ledgers;

  private Hooks(Checkout checkout, Path folder, List<HookFile> files, String ledger) {
    this.checkout = checkout;
    this.folder = folder;
    this.files = files;
    this.ledger = ledger;
    this.ledgers = new HookLedgers(checkout);
  }

  /**
   * The hooks of a checkout.
   *
   * @param launcher the command to call, such as {@code bin/ledger}; stored relative to the root if
   *     it is inside, so that the checkout can be moved and each worktree calls its own
   * @throws IOException if the ledger is outside, or git's configuration cannot be read
   */
  public static Hooks of(Checkout checkout, HookedFiles checked, Path launcher) throws IOException {
    HookedFiles.Known files = checked.in(checkout);
    String called =
        checkout.inRepository(launcher).orElse(launcher.toAbsolutePath().normalize().toString());
    HookFolder found = HookFolder.of(checkout);
    Path folder = checkout.files().named(found.path());
    List<HookFile> hooks =
        Arrays.stream(HookKind.values())
            .map(
                kind ->
                    new HookFile(
                        kind,
                        folder,
                        checkout,
                        HookScript.text(kind, files, called),
                        found.shared()))
            .toList();
    return new Hooks(checkout, folder, hooks, files.ledger());
  }

  /** Where git looks for hooks. */
  public Path folder() {
    return folder;
  }

  /** The ledgers that the hooks check, as paths from the root. */
  public List<String> ledgers() throws IOException {
    List<String> all = new ArrayList<>(ledgers.listed());
    for (HookFile file : files) {
      file.ledger().filter(named -> !all.contains(named)).ifPresent(all::add);
    }
    return all;
  }

  /** Those of {@link #ledgers} that are neither in the folder nor in git here. */
  public List<String> gone() throws IOException {
    return ledgers.gone(ledgers());
  }

  /** The state of the hooks, for this ledger. */
  public List<HookStatus> status() throws IOException {
    boolean listed = ledgers.listed().contains(ledger);
    List<HookStatus> all = new ArrayList<>();
    for (HookFile file : files) {
      all.add(file.status(listed));
    }
    return all;
  }

  /**
   * Whether git runs the hook, tried with the user's own git; the hook does nothing but report it.
   */
  public HookProbe.Firing fires(HookKind kind) throws IOException {
    return HookProbe.ask(checkout.git(), kind).firing();
  }

  /**
   * Installs the hooks, and has them check this ledger too. Doing it again changes nothing, or
   * updates them.
   *
   * @throws IOException if somebody else's hook is in the way and an earlier one has already been
   *     moved aside, the folder cannot be written, or git does not run what is in it; then nothing
   *     is changed
   */
  public List<HookStatus> install() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException("git's hooks are switched off here: core.hooksPath is " + folder);
    }
    for (HookFile file : files) {
      file.requireRoom();
    }
    Files.createDirectories(folder);
    List<HookStatus> before = status();
    List<String> listed = ledgers.listed();
    try {
      for (String named : ledgers()) {
        ledgers.add(named);
      }
      ledgers.add(ledger);
      for (HookFile file : files) {
        file.install();
      }
      HookProbe probe = HookProbe.ask(checkout.git(), HookKind.PRE_COMMIT);
      if (probe.firing() == HookProbe.Firing.SILENT) {
        throw new IOException(
            ("git does not run hooks from " + folder + "\n" + probe.words()).strip());
      }
    } catch (IOException e) {
      undo(before, listed, e);
      throw e;
    }
    return status();
  }

  /**
   * Has the hooks no longer check this ledger. When it was the last one, removes the hooks and
   * restores those that were there before. Somebody else's hook stays as it is.
   */
  public List<HookStatus> uninstall() throws IOException {
    List<HookStatus> before = status();
    List<String> listed = ledgers.listed();
    List<String> others = ledgers().stream().filter(named -> !named.equals(ledger)).toList();
    try {
      ledgers.restore(others);
      if (others.isEmpty()) {
        for (HookFile file : files) {
          file.uninstall();
        }
      } else {
        renewIfOutdated(before);
      }
    } catch (IOException e) {
      undo(before, listed, e);
      throw e;
    }
    return status();
  }

  /** Hooks of an earlier version name one ledger, and would go on checking only that. */
  private void renewIfOutdated(List<HookStatus> before) throws IOException {
    if (before.stream().anyMatch(hook -> hook.state() == HookStatus.HookState.OUTDATED)) {
      for (HookFile file : files) {
        file.install();
      }
    }
  }

  /** Installs what was installed, and removes what was not; not what was outdated. */
  private void undo(List<HookStatus> before, List<String> listed, IOException because) {
    for (int i = 0; i < files.size(); i++) {
      try {
        HookStatus.HookState state = before.get(i).state();
        if (!before.get(i).isOurs()) {
          files.get(i).uninstall();
        } else if (state != HookStatus.HookState.OUTDATED) {
          files.get(i).install();
        }
      } catch (IOException e) {
        because.addSuppressed(e);
      }
    }
    try {
      ledgers.restore(listed);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }
}
