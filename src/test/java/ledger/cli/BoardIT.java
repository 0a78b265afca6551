package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ledger.site.Chrome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The live board in a real browser. */
class BoardIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static Chrome chrome;
  private static ChromeDriver browser;

  @TempDir Path folder;
  private Served board;

  @BeforeAll
  static void start() {
    chrome = new Chrome();
    browser = chrome.driver();
  }

  @AfterAll
  static void end() {
    chrome.close();
  }

  @BeforeEach
  void open() throws Exception {
    board = new Served(folder, "--port", "0");
    browser.get(board.address);
  }

  private static void media(String name, String value) {
    Map<String, String> feature = Map.of("name", name, "value", value);
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  @AfterEach
  void close() throws Exception {
    try {
      List<String> said =
          browser.manage().logs().get(LogType.BROWSER).getAll().stream()
              .map(entry -> entry.getMessage())
              .filter(message -> !message.contains("409"))
              .filter(message -> !message.contains("ERR_CONNECTION_REFUSED"))
              .filter(message -> !message.contains("ERR_INCOMPLETE_CHUNKED"))
              .toList();
      assertThat(said).as("no violation of the policy, no error of a script").isEmpty();
      String last = browser.getWindowHandle();
      for (String tab : browser.getWindowHandles()) {
        if (!tab.equals(last)) {
          browser.switchTo().window(tab).close();
        }
      }
      browser.switchTo().window(last).get("about:blank");
    } finally {
      board.close();
    }
  }

  @Test
  void cardsAreMovedByMouseAndKeyboardAndUndone() throws Exception {
    String before = board.text();
    WebElement to = list("in-progress");
    new Actions(browser)
        .clickAndHold(card("MLX-001"))
        .moveByOffset(20, 10)
        .moveToElement(to)
        .pause(100)
        .release()
        .perform();
    sees(b -> list("in-progress").getText().contains("MLX-001"));
    board.until(() -> section("In Progress").contains("MLX-001"));
    sees(b -> told().contains("MLX-001 moved to In Progress"));
    sees(
        b ->
            browser
                .findElement(By.cssSelector(".undo code"))
                .getText()
                .equals("ledger move MLX-001 in-progress"));

    card("MLX-002").sendKeys("m");
    sees(b -> told().startsWith("Moving MLX-002"));
    browser.switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);
    board.until(() -> section("In Progress").contains("MLX-002"));
    sees(
        b ->
            browser
                .findElement(By.cssSelector("#in-progress .limit.over"))
                .getText()
                .equals("limit: 2 of 1"));

    card("MLX-003").sendKeys("m");
    browser.switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    browser.switchTo().activeElement().sendKeys(Keys.ESCAPE);
    assertThat(list("backlog").getText()).contains("MLX-003");

    for (int i = 0; i < 2; i++) {
      String undo = browser.findElement(By.cssSelector(".undo code")).getText();
      browser.findElement(By.cssSelector(".undo button")).click();
      sees(b -> browser.findElement(By.id("answer")).getText().contains("Undone"));
      browser.findElement(By.cssSelector("dialog form[method=dialog] button")).click();
      sees(
          b ->
              browser.findElements(By.cssSelector(".undo code")).stream()
                  .noneMatch(code -> code.getText().equals(undo)));
    }
    assertThat(board.text()).isEqualTo(before);
  }

  @Test
  void doneRunsTheGateToItsEnd() throws Exception {
    card("MLX-002").sendKeys("m");
    for (int i = 0; i < 3; i++) {
      browser.switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    }
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);
    sees(b -> browser.findElement(By.id("answer")).getText().contains("Done needs evidence"));
    assertThat(list("backlog").getText()).contains("MLX-002");
    browser.findElement(By.xpath("//dialog//button[.='Verify now']")).click();
    sees(
        b ->
            browser
                .findElement(By.cssSelector("#run .log"))
                .getText()
                .contains("the log speaks <b>&"));
    String run = browser.getCurrentUrl();

    browser.get(board.address); // it goes on without its page
    sees(b -> card("MLX-002").getText().contains("verifying"));
    browser.get(run);
    board.goOn();
    sees(b -> browser.findElement(By.id("run")).getText().contains("Verified"));
    browser.get(board.address + "task/MLX-002");
    assertThat(browser.findElement(By.tagName("main")).getText()).contains("Verified", "Claims");
    browser.findElement(By.xpath("//button[.='Move to Done']")).click();
    sees(
        b -> browser.findElement(By.tagName("main")).getText().contains("MLX-002: Backlog → Done"));
    assertThat(section("Done")).contains("MLX-002", "1/1 claims");
  }

  @Test
  void whatIsEditedByHandIsOnScreenAndNeverOverwritten() throws Exception {
    String text = board.text();
    browser.executeScript("document.querySelector('#card-MLX-005').focus()");
    long start = System.nanoTime();
    Files.writeString(board.ledger, text.replace("Verify MLX Core Installation", "Edited by hand"));
    sees(b -> card("MLX-001").getText().contains("Edited by hand"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("card-MLX-005");

    String first = browser.getWindowHandle();
    browser.switchTo().newWindow(WindowType.TAB);
    browser.get(board.address + "task/MLX-001");
    Files.writeString(board.ledger, text.replace("Verify MLX Core Installation", "Edited again"));
    WebElement owner = browser.findElement(By.name("cell:Owner"));
    owner.sendKeys("Ada");
    browser.findElement(By.xpath("//button[.='Save']")).click();
    sees(b -> browser.findElement(By.tagName("h1")).getText().equals("Changed meanwhile"));
    assertThat(browser.findElement(By.tagName("table")).getText()).contains("Ada", "Edited again");
    browser.switchTo().window(first);
    sees(b -> card("MLX-001").getText().contains("Edited again"));

    Files.writeString(board.ledger, text.replace("| MLX-002 |", "| MLX-002 | x |"));
    sees(b -> browser.findElement(By.id("parts")).getText().contains("The ledger cannot be read"));
    assertThat(browser.findElement(By.id("parts")).getText())
        .containsPattern("TASKS\\.md:[0-9]+:[0-9]+: error:");
    Files.writeString(board.ledger, text);
    sees(b -> !browser.findElement(By.id("parts")).getText().contains("cannot be read"));
    sees(b -> card("MLX-001").getText().contains("Verify MLX Core"));
  }

  @Test
  void manyTabsShareOneStreamAndTheEndIsSeen() throws Exception {
    String first = browser.getWindowHandle();
    for (int i = 0; i < 7; i++) {
      browser.switchTo().newWindow(WindowType.TAB);
      browser.get(board.address);
      assertThat(browser.findElements(By.cssSelector(".card"))).isNotEmpty();
    }
    Files.writeString(
        board.ledger, board.text().replace("Explore Batch Size", "Heard in all tabs"));
    for (String tab : List.of(browser.getWindowHandle(), first)) {
      browser.switchTo().window(tab);
      sees(b -> card("MLX-005").getText().contains("Heard in all tabs"));
    }
    board.process.destroy();
    sees(b -> browser.findElement(By.id("lost")).isDisplayed());
  }

  @Test
  void itIsForEverybody() throws Exception {
    for (String scheme : List.of("light", "dark")) {
      media("prefers-color-scheme", scheme);
      for (String page : List.of("?open=done&priority=High", "task/MLX-002")) {
        browser.get(board.address + page);
        assertThat(new AxeBuilder().analyze(browser).getViolations())
            .as(scheme + " " + page)
            .isEmpty();
      }
    }
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 360, "height", 800, "deviceScaleFactor", 1, "mobile", true));
    browser.get(board.address);
    assertThat(browser.executeScript("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    browser.findElement(By.cssSelector(".tabs a[href='#review']")).click();
    sees(
        b ->
            Boolean.TRUE.equals(
                browser.executeScript(
                    "var r = document.getElementById('review').getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth + 1")));
    browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    browser.get(board.address + "task/MLX-001");
    browser.findElement(By.xpath("//button[.='Move to In Progress']")).click();
    board.until(() -> section("In Progress").contains("MLX-001"));
    browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  private WebElement card(String id) {
    return browser.findElement(By.id("card-" + id));
  }

  private WebElement list(String state) {
    return browser.findElement(By.cssSelector(".cards-list[data-state='" + state + "']"));
  }

  private String told() {
    return browser.findElement(By.id("told")).getDomProperty("textContent");
  }

  /** The ledger's file below a heading. */
  private String section(String heading) throws Exception {
    String text = board.text();
    String rest = text.substring(text.indexOf("## " + heading) + 3);
    return rest.contains("## ") ? rest.substring(0, rest.indexOf("## ")) : rest;
  }

  private void sees(Function<WebDriver, Boolean> what) {
    new WebDriverWait(browser, SOON).ignoring(WebDriverException.class).until(what);
  }
}
