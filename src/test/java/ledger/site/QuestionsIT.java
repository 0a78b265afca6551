package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import ledger.cli.OwnSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/**
 * What a new reader asks of this project's own site, answered from the start page with two clicks
 * at most, by a heading, a number or an entry of a list. No answer is written here: where numbers
 * stand, only that there is one.
 */
class QuestionsIT {
  private static final String NUMBER = "[0-9][0-9.,]*";

  @TempDir static Path folder;
  private static Chrome chrome;
  private static Path site;

  @BeforeAll
  static void open() throws Exception {
    site = OwnSite.build(folder, "https://example.org/");
    chrome = new Chrome();
    chrome.look(1280, "light");
  }

  @AfterAll
  static void close() {
    chrome.close();
  }

  @BeforeEach
  void start() {
    chrome.open(site.resolve("index.html").toUri().toString());
    // A click waits for no smooth scrolling.
    chrome.run("document.documentElement.style.scrollBehavior = 'auto'");
  }

  private static String shown(String selector) {
    return chrome.driver().findElements(By.cssSelector(selector)).stream()
        .filter(WebElement::isDisplayed)
        .map(WebElement::getText)
        .collect(Collectors.joining("\n"));
  }

  private static void click(String selector) {
    chrome.driver().findElement(By.cssSelector(selector)).click();
  }

  @Test
  void whichMlxIsWrongAboutQuantization() {
    assertThat(shown(".findings li"))
        .containsPattern("(?s)Refuted.{0,300}quantize.{0,300}MLX " + NUMBER);
  }

  @Test
  void whatFourBitsCost() {
    click("#board ~ .columns a[href='tasks/MLX-004.html']");
    assertThat(shown(".headline-number")).containsPattern(NUMBER + ".bit");
    assertThat(shown(".title .outcome")).containsPattern("4-bit weights .*" + NUMBER);
  }

  @Test
  void howMuchMemoryCheckpointingSavesAndAtWhatTime() {
    click("#board ~ .columns a[href='tasks/MLX-006.html']");
    assertThat(shown(".headline-number")).containsPattern("(?i)memory.*" + NUMBER + ".%");
    assertThat(shown(".title .outcome"))
        .containsPattern("saves " + NUMBER + " % .*" + NUMBER + ".*times");
  }

  @Test
  void whatWaitsForAMac() {
    assertThat(shown(".waiting h2")).contains("Mac");
    assertThat(shown(".waiting li")).contains("MLX-003", "MLX-007");
    assertThat(shown(".waiting .command")).contains("verify --on-host MLX-003 MLX-007");
    assertThat(shown(".card[data-verdict='Waits for a Mac'] .id")).isEqualTo("MLX-003\nMLX-007");
  }

  @Test
  void whatChangedFrom29To32() {
    click(".top nav a[href='compare.html']");
    assertThat(shown("h2 a")).containsPattern("0\\.29.*→.*0\\.32");
    click("h2 a");
    assertThat(shown("h1")).containsPattern("0\\.29.*0\\.32");
    assertThat(shown("main li")).containsPattern("MLX-00[0-9]");
  }
}
