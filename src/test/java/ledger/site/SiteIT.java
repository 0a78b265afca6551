package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The site in a real browser, from the file system. */
class SiteIT {
  @TempDir static Path folder;

  private static ChromeDriver browser;
  private static List<String> pages;

  @BeforeAll
  static void open() throws Exception {
    Site.build(Fixture.input(), folder);
    try (Stream<Path> all = Files.walk(folder)) {
      pages =
          all.filter(p -> p.toString().endsWith(".html"))
              .map(p -> p.toUri().toString())
              .sorted()
              .toList();
    }
    browser = Browsers.open();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static void look(int width, String scheme) {
    browser.manage().window().setSize(new Dimension(width, 900));
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private static Object script(String script) {
    return ((JavascriptExecutor) browser).executeScript(script);
  }

  @Test
  void everyPageIsAccessibleAndFitsInLightAndDark() {
    List<String> wrong = new ArrayList<>();
    for (int width : new int[] {360, 1280}) {
      for (String scheme : new String[] {"light", "dark"}) {
        look(width, scheme);
        for (String page : pages) {
          browser.get(page);
          String where = page.substring(page.lastIndexOf('/') + 1) + " " + width + " " + scheme;
          assertThat(script("return matchMedia('(prefers-color-scheme: " + scheme + ")').matches"))
              .isEqualTo(true);
          script("document.querySelectorAll('details').forEach(d => d.open = true)");
          long over = (Long) script("return document.documentElement.scrollWidth - innerWidth");
          if (over > 0) {
            wrong.add(where + ": " + over + " px too wide");
          }
          for (LogEntry entry : browser.manage().logs().get(LogType.BROWSER)) {
            wrong.add(where + ": " + entry.getMessage());
          }
          // Without preload: axe would fetch the style, which the page's policy forbids.
          AxeBuilder axe = new AxeBuilder();
          axe.setOptions("{\"preload\": false}");
          for (Rule rule : axe.analyze(browser).getViolations()) {
            wrong.add(where + ": " + rule.getId() + " " + rule.getNodes().getFirst().getHtml());
          }
          browser.manage().logs().get(LogType.BROWSER);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theSwitchChangesTheThemeAndIsRemembered() {
    look(1280, "light");
    browser.get(pages.getFirst());
    String color = "return getComputedStyle(document.documentElement).backgroundColor";
    Object light = script(color);
    script("document.querySelector('button.theme').click()");
    script("document.querySelector('button.theme').click()");
    assertThat(script("return document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(script(color)).isNotEqualTo(light);
    browser.navigate().refresh();
    assertThat(script("return document.documentElement.dataset.theme")).isEqualTo("dark");
    script("document.querySelector('button.theme').click()");
    assertThat(script(color)).isEqualTo(light);
  }

  @Test
  void nothingIsLoadedFromElsewhereAndEveryLinkLeadsSomewhere() {
    look(1280, "light");
    List<String> wrong = new ArrayList<>();
    for (String page : pages) {
      browser.get(page);
      Object loaded =
          script(
              "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('file:') && !n.startsWith('data:'))");
      assertThat((List<?>) loaded).as(page).isEmpty();
      List<?> links =
          (List<?>) script("return [...document.querySelectorAll('a[href]')].map(a => a.href)");
      for (Object link : links) {
        String target = String.valueOf(link);
        if (target.startsWith("file:")) {
          String[] parts = target.split("#", 2);
          Path file = Path.of(java.net.URI.create(parts[0]));
          if (!Files.exists(file)) {
            wrong.add(page + " -> " + target);
          } else if (parts.length == 2 && parts[0].equals(page)) {
            boolean there =
                Boolean.TRUE.equals(script("return !!document.getElementById('" + parts[1] + "')"));
            if (!there) {
              wrong.add(page + " -> #" + parts[1]);
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
