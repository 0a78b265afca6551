package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import ledger.cli.Desk.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a package index that is a folder, through the host's own pip. */
class OutdatedTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void anIndex() throws IOException {
    desk = new Desk(folder);
    Files.delete(folder.resolve("ledger/experiments/requirements/latest.txt"));
    wheel("stonework", "1.4.0");
    wheel("stonework", "1.4.2");
    wheel("stonework", "2.0.0");
    wheel("brick_layer", "0.3");
  }

  /** A package of which nothing but its name and version matters. */
  private void wheel(String name, String version) throws IOException {
    Path file = Files.createDirectories(folder.resolve("index"));
    String info = name + "-" + version + ".dist-info/";
    try (ZipOutputStream zip =
        new ZipOutputStream(
            Files.newOutputStream(file.resolve(name + "-" + version + "-py3-none-any.whl")))) {
      entry(
          zip, info + "METADATA", "Metadata-Version: 2.1\nName: %s\nVersion: %s\n", name, version);
      entry(zip, info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
      entry(zip, info + "RECORD", "");
    }
  }

  private static void entry(ZipOutputStream zip, String name, String text, Object... values)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.formatted(values).getBytes(StandardCharsets.UTF_8));
  }

  private void pinned(String in, String lock) throws IOException {
    desk.write("ledger/experiments/requirements/pinned.in", in);
    desk.write("ledger/experiments/requirements/pinned.txt", lock);
  }

  /** With an index that is this folder and nothing else, whatever the host is set up for. */
  private Ended asked(Path index, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    Map<String, String> env = new TreeMap<>(System.getenv());
    env.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
    env.put("PIP_NO_INDEX", "1");
    env.put("PIP_FIND_LINKS", index.toString());
    env.put("UV_NO_INDEX", "1");
    env.put("UV_FIND_LINKS", index.toString());
    int exit = Main.run(console, env, folder, Clock.systemUTC(), args);
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whatTheRequirementsAdmitIsOlderAndTheRestIsHeldBack() throws IOException {
    pinned(
        "stonework[fast]~=1.4.0 ; sys_platform != 'win32'  # as it was\nBrick.Layer\n",
        "brick-layer==0.2 \\\n    --hash=sha256:00\nstonework==1.4.2\n");
    Ended all = asked(folder.resolve("index"), "verify", "--outdated");
    assertThat(all.out())
        .isEqualTo(
            "  pinned  brick-layer 0.2, the index has 0.3\n"
                + "          stonework 1.4.2, the index has 2.0.0, which ~=1.4.0 excludes\n");
    assertThat(all.err()).contains("'ledger env update pinned' locks it again");
    assertThat(all.exit()).isEqualTo(ExitCode.NO);
    Ended json = asked(folder.resolve("index"), "verify", "--outdated", "--json");
    assertThat(json.out())
        .contains("ledger-outdated/1", "\"newest\" : \"2.0.0\"", "\"state\" : \"held-back\"");
  }

  @Test
  void theNewestIsSaidSo() throws IOException {
    pinned("stonework\n", "stonework==2.0.0\n");
    Ended all = asked(folder.resolve("index"), "verify", "--outdated", "--env", "pinned");
    assertThat(all.out()).isEqualTo("  pinned  has the newest releases\n");
    assertThat(all.exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aScriptWithDependenciesHasALockOfItsOwn() throws IOException {
    pinned("brick-layer\n", "brick-layer==0.3\n");
    String header =
        """
        # /// script
        # dependencies = [%s]
        # [tool.ledger]
        # task = "APO-002"
        # title = "A wall"
        # headline = "height"
        # [[tool.ledger.claims]]
        # id = "tall"
        # text = "It is tall"
        # metric = "height"
        # at-least = 1
        # ///
        """;
    desk.write("ledger/experiments/wall.py", header.formatted("\"stonework~=1.4.0\""));
    desk.write("ledger/experiments/wall.lock", "stonework==1.4.0\n");
    desk.write("ledger/experiments/bare.py", header.formatted(""));
    desk.write("ledger/experiments/unrun.py", header.formatted("\"stonework\""));
    Ended all = asked(folder.resolve("index"), "verify", "--outdated");
    assertThat(all.out())
        .isEqualTo(
            "  pinned  has the newest releases\n"
                + "  script  stonework 1.4.0, the index has 2.0.0, which ~=1.4.0 excludes\n");
    desk.write("ledger/experiments/wall.py", header.formatted("\"stonework\""));
    Ended free = asked(folder.resolve("index"), "verify", "--outdated", "--env", "script");
    assertThat(free.out()).isEqualTo("  script  stonework 1.4.0, the index has 2.0.0\n");
    assertThat(free.err())
        .contains("without ledger/experiments/wall.lock the script's next run locks it again");
    assertThat(free.exit()).isEqualTo(ExitCode.NO);
  }

  @Test
  void withoutAnIndexNothingIsClaimed() throws IOException {
    pinned("stonework\n", "stonework==2.0.0\n");
    Ended all = asked(Files.createDirectory(folder.resolve("empty")), "verify", "--outdated");
    assertThat(all.out()).isEmpty();
    assertThat(all.err()).contains("whether pinned is outdated is not known: ");
    assertThat(all.exit()).isEqualTo(ExitCode.CANNOT);
  }

  @Test
  void aLockIsMadeFromAFile() {
    Ended none = asked(folder.resolve("index"), "env", "update", "pinned");
    assertThat(none.err())
        .contains(
            "pinned cannot be locked: there is no file"
                + " ledger/experiments/requirements/pinned.in");
    assertThat(none.exit()).isEqualTo(ExitCode.CANNOT);
  }
}
