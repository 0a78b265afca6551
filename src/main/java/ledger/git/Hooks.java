package ledger.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.jspecify.annotations.Nullable;

/**
 * Ledger's hook in a checkout: where git looks for it ({@code core.hooksPath}, linked worktrees),
 * with a hook of someone else's moved aside, run first, and brought back byte for byte.
 */
public final class Hooks {
  private static final String PRE_COMMIT = "pre-commit";
  private static final String ASIDE = ".before-ledger";

  private final Checkout checkout;
  private final Path folder;
  private final String script;

  private Hooks(Checkout checkout, Path folder, String script) {
    this.checkout = checkout;
    this.folder = folder;
    this.script = script;
  }

  /**
   * The hooks of a checkout.
   *
   * @param ledger the file to check, inside the checkout
   * @param launcher the command to call, such as {@code bin/ledger}; kept relative to the root if
   *     it lies inside, so that the checkout can be moved and each worktree calls its own
   * @throws IOException if the ledger lies outside, or git's configuration cannot be read
   */
  public static Hooks of(Checkout checkout, Path ledger, Path launcher) throws IOException {
    String checked =
        checkout
            .inRepository(ledger)
            .orElseThrow(() -> new IOException(ledger + " is outside of " + checkout.root()));
    String called =
        checkout.inRepository(launcher).orElse(launcher.toAbsolutePath().normalize().toString());
    return new Hooks(checkout, folder(checkout), HookScript.text(checked, called));
  }

  /** How the hook stands. */
  public HookStatus status() throws IOException {
    Path hook = hook();
    Path launcher = null;
    HookStatus.State state;
    if (!exists(hook)) {
      state = HookStatus.State.ABSENT;
    } else {
      String text = read(hook);
      if (HookScript.isOurs(text)) {
        launcher = HookScript.launcher(text, checkout.root());
        boolean same = text.equals(script) && Files.isExecutable(hook);
        state = same ? HookStatus.State.INSTALLED : HookStatus.State.OUTDATED;
      } else {
        state = HookStatus.State.OTHER;
      }
    }
    return new HookStatus(
        PRE_COMMIT,
        hook,
        state,
        exists(aside()) ? aside() : null,
        launcher,
        launcher != null && Files.isExecutable(launcher),
        isShared());
  }

  /**
   * Puts the hook in place. Doing it again changes nothing, or brings the hook up to date.
   *
   * @throws IOException if a hook of someone else's is in the way and an earlier one has already
   *     been moved aside, or the folder cannot be written; nothing is changed then
   */
  public HookStatus install() throws IOException {
    HookStatus before = status();
    if (before.state() == HookStatus.State.INSTALLED) {
      return before;
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException("git's hooks are switched off here: core.hooksPath is " + folder);
    }
    Files.createDirectories(folder);
    Path draft = writeDraft();
    try {
      if (before.state() == HookStatus.State.OTHER) {
        if (before.earlier() != null) {
          throw new IOException(
              hook() + " is not ledger's, and cannot be moved aside: " + aside() + " exists");
        }
        Files.move(hook(), aside());
      }
      Files.move(
          draft, hook(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    return status();
  }

  /**
   * Takes the hook away and brings back the one that was there before. A hook of someone else's
   * stays as it is.
   */
  public HookStatus uninstall() throws IOException {
    HookStatus before = status();
    boolean ours =
        before.state() == HookStatus.State.INSTALLED || before.state() == HookStatus.State.OUTDATED;
    if (before.earlier() != null && (ours || before.state() == HookStatus.State.ABSENT)) {
      Files.move(
          before.earlier(),
          hook(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } else if (ours) {
      Files.delete(hook());
    }
    return status();
  }

  private Path hook() {
    return folder.resolve(PRE_COMMIT);
  }

  private Path aside() {
    return folder.resolve(PRE_COMMIT + ASIDE);
  }

  private Path writeDraft() throws IOException {
    Path draft = Files.createTempFile(folder, PRE_COMMIT, ".part");
    Files.writeString(draft, script);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
    return draft;
  }

  private boolean isShared() {
    return !folder.startsWith(checkout.root())
        && !folder.startsWith(commonFolder(checkout.repository()));
  }

  /** A link whose target is gone is there, too. */
  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static String read(Path hook) throws IOException {
    // Someone else's hook may be any program.
    return Files.isRegularFile(hook)
        ? new String(Files.readAllBytes(hook), StandardCharsets.UTF_8)
        : "";
  }

  private static Path folder(Checkout checkout) throws IOException {
    Optional<String> configured = hooksPath(checkout.repository());
    if (configured.isEmpty()) {
      return commonFolder(checkout.repository()).resolve("hooks");
    }
    String path = configured.get();
    if (path.equals("~") || path.startsWith("~/")) {
      return Path.of(System.getProperty("user.home") + path.substring(1)).normalize();
    }
    return checkout.root().resolve(path).normalize();
  }

  private static Optional<String> hooksPath(Repository repository) throws IOException {
    String configured = null;
    if (repository.getConfig().getBoolean("extensions", null, "worktreeConfig", false)) {
      configured = hooksPathOfWorktree(repository);
    }
    if (configured == null) {
      configured = repository.getConfig().getString("core", null, "hooksPath");
    }
    return Optional.ofNullable(configured).filter(path -> !path.isEmpty());
  }

  private static @Nullable String hooksPathOfWorktree(Repository repository) throws IOException {
    Path file = repository.getDirectory().toPath().resolve("config.worktree");
    FileBasedConfig config = new FileBasedConfig(file.toFile(), repository.getFS());
    try {
      config.load();
    } catch (ConfigInvalidException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return config.getString("core", null, "hooksPath");
  }

  private static Path commonFolder(Repository repository) {
    return repository.getCommonDirectory().toPath().toAbsolutePath().normalize();
  }
}
