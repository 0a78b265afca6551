package ledger.git.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import ledger.git.Checkout;
import ledger.io.DurableFile;
import org.jspecify.annotations.Nullable;

/**
 * One hook in its folder. Somebody else's hook is moved aside, run first, and restored byte for
 * byte.
 *
 * @param checkout whose files may be among the hooks
 * @param shared whether other repositories use the folder too
 */
record HookFile(HookKind kind, Path folder, Checkout checkout, String script, boolean shared) {
  private static final String ASIDE = ".before-ledger";

  /**
   * @param listed whether the ledger is among those that the hooks check
   */
  HookStatus status(boolean listed) throws IOException {
    Path launcher = null;
    HookStatus.HookState state;
    if (!exists(hook())) {
      state = HookStatus.HookState.ABSENT;
    } else {
      String text = read(hook());
      if (HookScript.isOurs(text)) {
        launcher = HookScript.launcher(text, checkout.root());
        boolean same = text.equals(script) && Files.isExecutable(hook());
        state =
            !same
                ? HookStatus.HookState.OUTDATED
                : listed ? HookStatus.HookState.INSTALLED : HookStatus.HookState.UNLISTED;
      } else {
        state = HookStatus.HookState.OTHER;
      }
    }
    return new HookStatus(kind, hook(), state, earlier(), launcher, runs(launcher), shared);
  }

  /**
   * Whether it can be installed.
   *
   * @throws IOException if somebody else's hook is in the way and an earlier one has already been
   *     moved aside
   */
  void requireRoom() throws IOException {
    if (status(true).state() == HookStatus.HookState.OTHER && earlier() != null) {
      throw new IOException(
          hook() + " is not ledger's, and cannot be moved aside: " + aside() + " exists");
    }
  }

  void install() throws IOException {
    HookStatus before = status(true);
    if (before.state() == HookStatus.HookState.INSTALLED) {
      return;
    }
    requireRoom();
    Path draft = writeDraft();
    try {
      if (before.state() == HookStatus.HookState.OTHER) {
        Files.move(hook(), aside());
      }
      replace(draft);
    } catch (IOException e) {
      if (before.state() == HookStatus.HookState.OTHER && exists(aside())) {
        Files.move(aside(), hook(), StandardCopyOption.REPLACE_EXISTING);
      } else if (before.state() == HookStatus.HookState.ABSENT) {
        Files.deleteIfExists(hook());
      }
      throw e;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  void uninstall() throws IOException {
    HookStatus before = status(true);
    if (before.earlier() != null
        && (before.isOurs() || before.state() == HookStatus.HookState.ABSENT)) {
      replace(before.earlier());
    } else if (before.isOurs()) {
      Files.delete(hook());
    }
  }

  private void replace(Path by) throws IOException {
    DurableFile.replace(by, hook());
  }

  private Path writeDraft() throws IOException {
    Path draft = folder.resolve(kind.file() + ".ledger-part");
    Files.deleteIfExists(draft);
    try {
      Files.writeString(draft, script, StandardOpenOption.CREATE_NEW);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      return draft;
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  private Path hook() {
    return folder.resolve(kind.file());
  }

  private Path aside() {
    return folder.resolve(kind.file() + ASIDE);
  }

  private @Nullable Path earlier() {
    return exists(aside()) ? aside() : null;
  }

  /** The ledger that the hook checks if it is one of an earlier version, which names one. */
  Optional<String> ledger() throws IOException {
    String text = exists(hook()) ? read(hook()) : "";
    return HookScript.isOurs(text) ? HookScript.ledger(text) : Optional.empty();
  }

  private static boolean runs(@Nullable Path launcher) {
    return launcher != null && Files.isExecutable(launcher);
  }

  /** A link whose target is gone counts as present. */
  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private String read(Path hook) throws IOException {
    // Somebody else's hook may be any program.
    Path file = checkout.files().named(hook);
    return Files.isRegularFile(file)
        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
        : "";
  }
}
