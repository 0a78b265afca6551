package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ledger.git.Checkout;

/**
 * Ledger's hooks in a checkout: where git looks for them ({@code core.hooksPath}, linked worktrees,
 * submodules), all of them or none.
 */
public final class Hooks {
  private final Checkout checkout;
  private final Path folder;
  private final List<HookFile> files;
  private final Optional<HookFramework> framework;

  private Hooks(
      Checkout checkout, Path folder, List<HookFile> files, Optional<HookFramework> framework) {
    this.checkout = checkout;
    this.folder = folder;
    this.files = files;
    this.framework = framework;
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
    HookFolder found = HookFolder.of(checkout.root());
    Path folder = found.path();
    List<HookFile> hooks =
        Arrays.stream(HookKind.values())
            .map(
                kind ->
                    new HookFile(
                        kind,
                        folder,
                        checkout.root(),
                        HookScript.text(kind, files, called),
                        found.shared()))
            .toList();
    return new Hooks(
        checkout, folder, hooks, HookFramework.detect(checkout.root(), folder, files, called));
  }

  /** The tool that manages the hooks of this checkout, if one does. */
  public Optional<HookFramework> framework() {
    return framework;
  }

  /** The state of the hooks. */
  public List<HookStatus> status() throws IOException {
    List<HookStatus> all = new ArrayList<>();
    for (HookFile file : files) {
      all.add(file.status());
    }
    return all;
  }

  /** Whether git runs the hook, tried with the user's own git; the hook does nothing but say so. */
  public HookProbe.Firing fires(HookKind kind) throws IOException {
    return HookProbe.ask(checkout.root(), kind);
  }

  /**
   * Installs the hooks. Doing it again changes nothing, or updates them.
   *
   * @throws IOException if somebody else's hook is in the way and an earlier one has already been
   *     moved aside, or the folder cannot be written; then nothing is changed
   */
  public List<HookStatus> install() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException("git's hooks are switched off here: core.hooksPath is " + folder);
    }
    for (HookFile file : files) {
      file.requireRoom();
    }
    Files.createDirectories(folder);
    for (HookFile file : files) {
      file.install();
    }
    return status();
  }

  /**
   * Removes the hooks and restores those that were there before. Somebody else's hook stays as it
   * is.
   */
  public List<HookStatus> uninstall() throws IOException {
    for (HookFile file : files) {
      file.uninstall();
    }
    return status();
  }
}
