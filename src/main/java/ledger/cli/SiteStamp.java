package ledger.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.workspace.Workspace;

/**
 * Remembers, for this machine alone, what the site was built from and what it was then, so that an
 * unchanged site is not drawn again. It only ever saves time: {@code site --check} does not ask it,
 * and without it everything is built.
 */
final class SiteStamp {
  private static final String PYTHON_CACHE = "__pycache__";

  private final Workspace workspace;

  SiteStamp(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Whether inputs and output are, byte for byte, those of the last build by this very program. */
  boolean isCurrent() throws IOException {
    Optional<String> now = Files.isRegularFile(file()) ? digest() : Optional.empty();
    return now.isPresent() && now.get().equals(Files.readString(file()));
  }

  /** Keeps the state after a build; nothing if there is no folder to keep it in. */
  void keep() throws IOException {
    Optional<String> now = Files.isDirectory(workspace.state()) ? digest() : Optional.empty();
    if (now.isPresent()) {
      Files.writeString(file(), now.get());
    }
  }

  private Path file() {
    return workspace.state().resolve("site.stamp");
  }

  private Optional<String> digest() throws IOException {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, Files.getLastModifiedTime(program.get()) + " " + Files.size(program.get()));
      for (Path root :
          List.of(
              workspace.ledger(),
              workspace.settings(),
              workspace.pages(),
              workspace.experiments(),
              workspace.results(),
              workspace.templates(),
              workspace.site())) {
        add(digest, root);
      }
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Every file's path, length and bytes; no two trees give the same sequence. */
  private void add(MessageDigest digest, Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.toString().contains(PYTHON_CACHE)) {
          byte[] bytes = Files.readAllBytes(file);
          add(digest, workspace.root().relativize(file) + " " + bytes.length);
          digest.update(bytes);
        }
      }
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The jar that runs; empty where loose classes do, which change without a sign. */
  private static Optional<Path> program() {
    CodeSource source = SiteStamp.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
