package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The search, typed into a real browser that opened the pages from the file system. */
class SearchIT {
  @TempDir static Path folder;
  private static Chrome chrome;

  private final Search search = new Search(chrome);

  @BeforeAll
  static void open() throws Exception {
    Fixture.build(Fixture.input(), folder);
    chrome = new Chrome();
    chrome.look(1280, "light");
  }

  @AfterAll
  static void close() {
    chrome.close();
  }

  @BeforeEach
  void start() {
    chrome.open(folder.resolve("tasks/MLX-001.html").toUri().toString());
  }

  @Test
  void findsByIdTitleProseAndMetric() {
    assertThat(search.find("mlx-004").getFirst()).startsWith("MLX-004 ");
    assertThat(search.find("LAZY computation").getFirst()).startsWith("MLX-002 Document Lazy");
    assertThat(search.find("grouping operations")).singleElement().asString().contains("MLX-002");
    assertThat(search.find("second_eval_ratio")).singleElement().asString().contains("MLX-002");
    assertThat(search.status()).isEqualTo("1 place found");
  }

  @Test
  void findsPagesThatAreNoTasks() {
    Map<String, String> pages =
        Map.of(
            "health hosts", "health",
            "use OpenBLAS", "health",
            "environments compared", "compare",
            "cycle times", "flow",
            "negative control catches", "about",
            "verdict of the newest run kind of host", "results");
    pages.forEach(
        (query, page) -> {
          assertThat(search.find(query)).as(query).isNotEmpty();
          assertThat(search.first()).as(query).endsWith("/" + page + ".html");
        });
    search.find("cycle times");
    search.box().sendKeys(Keys.ENTER);
    assertThat(chrome.driver().getCurrentUrl()).endsWith("/flow.html");
  }

  @Test
  void saysWhenNothingIsFound() {
    assertThat(search.find("zebra")).isEmpty();
    assertThat(search.status()).isEqualTo("0 places found");
    WebElement none = chrome.driver().findElement(By.cssSelector("search .none"));
    assertThat(none.isDisplayed()).isTrue();
    assertThat(none.getText()).contains("Nothing found");
  }

  @Test
  void worksByKeyboardAlone() {
    WebElement active = chrome.driver().switchTo().activeElement();
    active.sendKeys("/");
    assertThat(chrome.driver().switchTo().activeElement()).isEqualTo(search.box());
    assertThat(search.box().getDomProperty("value")).isEmpty();
    search.find("memory");
    assertThat(search.listed()).hasSizeGreaterThan(1);
    search.box().sendKeys(Keys.ARROW_DOWN);
    chrome.driver().switchTo().activeElement().sendKeys(Keys.ARROW_DOWN);
    String second = chrome.driver().switchTo().activeElement().getText();
    assertThat(second).isEqualTo(search.listed().get(1));
    chrome.driver().switchTo().activeElement().sendKeys(Keys.ARROW_UP);
    chrome.driver().switchTo().activeElement().sendKeys(Keys.ARROW_UP);
    assertThat(chrome.driver().switchTo().activeElement()).isEqualTo(search.box());
    search.box().sendKeys(Keys.ESCAPE);
    assertThat(search.listed()).isEmpty();
    search.find("mlx-008");
    search.box().sendKeys(Keys.ENTER);
    assertThat(chrome.driver().getCurrentUrl()).endsWith("/tasks/MLX-008.html");
  }

  @Test
  void aQueryIsNeverMarkup() {
    for (String query : new String[] {"<b>lazy</b>", "\"'`", "(((", "\\", ".*", "${x}"}) {
      search.find(query);
      assertThat(chrome.run("return document.querySelectorAll('search b').length")).isEqualTo(0L);
    }
    assertThat(chrome.console()).isEmpty();
  }

  /** Twenty queries and the place in the published site that each finds first. */
  @Test
  void findsFirstWhatWasMeant() {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("mlx-4", "tasks/MLX-004.html");
    wanted.put("MLX 004", "tasks/MLX-004.html");
    wanted.put("mlx4", "tasks/MLX-004.html");
    wanted.put("7", "tasks/MLX-007.html");
    wanted.put("quantization", "tasks/MLX-004.html");
    wanted.put("Quantisation", "tasks/MLX-004.html");
    wanted.put("quantizaton", "tasks/MLX-004.html");
    wanted.put("quäntization", "tasks/MLX-004.html");
    wanted.put("checkpoiting", "tasks/MLX-006.html");
    wanted.put("gradient checkpoint", "tasks/MLX-006.html");
    wanted.put("memory wiring", "tasks/MLX-007.html");
    wanted.put("unified memory", "tasks/MLX-003.html");
    wanted.put("batch size", "tasks/MLX-005.html");
    wanted.put("batch sise", "tasks/MLX-005.html");
    wanted.put("lazy behaviour", "tasks/MLX-002.html");
    wanted.put("lazy behavior", "tasks/MLX-002.html");
    wanted.put("health check", "tasks/MLX-008.html");
    wanted.put("core installation done", "tasks/MLX-001.html");
    wanted.put("waiting for a mac", "tasks/MLX-003.html#waiting-for-a-mac");
    wanted.put("cycle times", "flow.html");
    chrome.open(Path.of("site", "index.html").toUri().toString());
    Map<String, String> found = new LinkedHashMap<>();
    for (String query : wanted.keySet()) {
      search.find(query);
      found.put(query, search.first().replaceFirst(".*/site/", ""));
    }
    assertThat(found).hasSize(20).isEqualTo(wanted);
  }
}
