package ledger.git.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import ledger.io.DurableFile;
import org.jspecify.annotations.Nullable;

/**
 * One hook in its folder. Somebody else's hook is moved aside, run first, and restored byte for
 * byte.
 *
 * @param root of the checkout
 * @param shared whether other repositories use the folder too
 */
record HookFile(HookKind kind, Path folder, Path root, String script, boolean shared) {
  private static final String ASIDE = ".before-ledger";

  HookStatus status() throws IOException {
    Path launcher = null;
    HookStatus.HookState state;
    if (!exists(hook())) {
      state = HookStatus.HookState.ABSENT;
    } else {
      String text = read(hook());
      if (HookScript.isOurs(text)) {
        launcher = HookScript.launcher(text, root);
        boolean same = text.equals(script) && Files.isExecutable(hook());
        state = same ? HookStatus.HookState.INSTALLED : HookStatus.HookState.OUTDATED;
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
    if (status().state() == HookStatus.HookState.OTHER && earlier() != null) {
      throw new IOException(
          hook() + " is not ledger's, and cannot be moved aside: " + aside() + " exists");
    }
  }

  void install() throws IOException {
    HookStatus before = status();
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
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  void uninstall() throws IOException {
    HookStatus before = status();
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
    Path draft = Files.createTempFile(folder, kind.file(), ".part");
    Files.writeString(draft, script);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
    return draft;
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

  private static boolean runs(@Nullable Path launcher) {
    return launcher != null && Files.isExecutable(launcher);
  }

  /** A link whose target is gone counts as present. */
  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static String read(Path hook) throws IOException {
    // Somebody else's hook may be any program.
    return Files.isRegularFile(hook)
        ? new String(Files.readAllBytes(hook), StandardCharsets.UTF_8)
        : "";
  }
}
