package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The site of this project's own ledger, built anew from what is committed. */
public final class OwnSite {
  private OwnSite() {}

  /**
   * Builds it as {@code ledger site} does, with an address, so that it has all that a site can
   * have.
   *
   * @return its folder, below the one that is given
   */
  public static Path build(Path folder, String base) throws Exception {
    for (String file : Tool.run(Tool.ROOT, "git", "ls-files", "ledger").out().lines().toList()) {
      Path to = folder.resolve(file);
      Files.createDirectories(to.getParent());
      Files.copy(Tool.ROOT.resolve(file), to);
    }
    Path settings = folder.resolve("ledger/ledger.toml");
    Files.writeString(settings, "base = \"" + base + "\"\n" + Files.readString(settings));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(PrintStream.nullOutputStream()),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    int exit = Main.run(console, Map.of(), folder, Clock.systemUTC(), "site");
    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return folder.resolve("site");
  }
}
