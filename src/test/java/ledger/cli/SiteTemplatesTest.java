package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.site.template.Templates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace with templates of its own. */
class SiteTemplatesTest {
  @TempDir Path folder;
  private String err = "";

  @BeforeEach
  void create() throws Exception {
    write(
        "ledger/TASKS.md", "# Work\n\n## Backlog\n| ID | Title |\n|----|-------|\n| T-1 | One |\n");
    assertThat(site()).as(err).isZero();
  }

  @Test
  void oneFileOfItsOwnChangesItsPagesAndNoOthers() throws Exception {
    Map<String, String> before = files();
    write("templates/missing.ftlh", "<p>[=frame.site]: gone</p>\n");
    write("templates/assets/ledger.css", "p { color: navy }\n");
    assertThat(site()).as(err).isZero();
    Map<String, String> after = files();
    assertThat(after).containsEntry("404.html", "<p>Work: gone</p>\n");
    assertThat(after).containsEntry("assets/ledger.css", "p { color: navy }\n");
    after.keySet().removeAll(java.util.Set.of("404.html", "assets/ledger.css"));
    before.keySet().removeAll(java.util.Set.of("404.html", "assets/ledger.css"));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aFieldThatAModelDoesNotHaveIsToldWithItsPlaceAndAllThatThereAre() throws Exception {
    Map<String, String> before = files();
    write("templates/about.ftlh", "<#list meanings as m>\n<p>[=m.txt]</p>\n</#list>\n");
    assertThat(site()).isNotZero();
    assertThat(err)
        .contains("templates/about.ftlh:2:4: error: ")
        .contains("Meaning has no field txt; did you mean text? It has: badge, text")
        .contains("<p>[=m.txt]</p>\n");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aMistakeOfFormIsToldWithItsPlace() throws Exception {
    write("templates/about.ftlh", "<p>\n  <#if true>x\n</p>\n");
    assertThat(site()).isNotZero();
    assertThat(err).contains("templates/about.ftlh:3:5: error: ", "unclosed #if");
  }

  @Test
  void aMisnamedTemplateIsToldWithTheNameThatWasMeant() throws Exception {
    write("templates/tasks.ftlh", "<p>never shown</p>\n");
    assertThat(site()).isNotZero();
    assertThat(err).contains("templates/tasks.ftlh:1:1: error: ", "did you mean task.ftlh?");
    write("templates/task.ftlh", "<#include \"tasks.ftlh\">\n");
    assertThat(site()).as(err).isZero();
  }

  /** Those that the tool knows by name are those that it has. */
  @Test
  void everyTemplateIsKnownByItsName() throws Exception {
    Path templates = Path.of("templates");
    try (Stream<Path> all = Files.walk(templates)) {
      assertThat(
              all.filter(Files::isRegularFile)
                  .map(file -> templates.relativize(file).toString().replace('\\', '/')))
          .containsExactlyInAnyOrderElementsOf(Templates.NAMES);
    }
  }

  private void write(String file, String text) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void commandsAreThoseThatItsReadersHave() throws Exception {
    assertThat(files().get("tasks/T-1.html")).contains("ledger verify T-1").doesNotContain("bin/");
    write("bin/ledger", "#!/bin/sh\n");
    assertThat(site()).as(err).isZero();
    assertThat(files().get("tasks/T-1.html")).contains("bin/ledger verify T-1");
  }

  private Map<String, String> files() throws Exception {
    Map<String, String> files = new TreeMap<>();
    Path site = folder.resolve("site");
    try (Stream<Path> all = Files.walk(site)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(site.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private int site() {
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(PrintStream.nullOutputStream()),
            new PrintStream(stderr, true, StandardCharsets.UTF_8),
            Map.of());
    int exit = Main.run(console, Map.of(), folder, Clock.systemUTC(), "site");
    err = stderr.toString(StandardCharsets.UTF_8);
    return exit;
  }
}
