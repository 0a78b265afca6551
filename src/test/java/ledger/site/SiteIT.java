package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.cli.OwnSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Every page of the site in a real browser, from the file system and from a server. */
class SiteIT {
  /** Adds up what moves after it was painted; it must run before the page does. */
  private static final String SHIFTS =
      """
      window.shifted = 0;
      new PerformanceObserver(list => list.getEntries().forEach(e => window.shifted += e.value))
          .observe({type: 'layout-shift', buffered: true});
      """;

  @TempDir static Path folder;

  private static Chrome chrome;
  private static List<String> pages;
  private static HttpServer server;

  @BeforeAll
  static void open() throws Exception {
    Fixture.build(Fixture.input(), folder);
    try (Stream<Path> all = Files.walk(folder)) {
      pages =
          all.filter(p -> p.toString().endsWith(".html"))
              .map(p -> folder.relativize(p).toString())
              .sorted()
              .toList();
    }
    server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.toRealPath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    chrome = new Chrome();
    chrome.before(SHIFTS);
  }

  @AfterAll
  static void close() {
    chrome.close();
    server.stop(0);
  }

  @BeforeEach
  void settle() {
    chrome.scripts(true);
    chrome.print(false);
    chrome.look(1280, "light");
  }

  private static String file(String page) {
    return folder.resolve(page).toUri().toString();
  }

  private static String served(String page) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + page;
  }

  private static String is(String query) {
    return "return matchMedia('(" + query + ")').matches";
  }

  /** What is wrong with the page that is open, at its present width and colours. */
  private static List<String> wrong() {
    List<String> wrong = new ArrayList<>(chrome.console());
    chrome.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    long over = (Long) chrome.run("return document.documentElement.scrollWidth - innerWidth");
    if (over > 0) {
      wrong.add(over + " px too wide");
    }
    return wrong;
  }

  /** What axe finds on the page that is open, all of it unfolded. */
  private static List<String> violations() {
    List<String> wrong = new ArrayList<>();
    // Without preload: axe would fetch the style, which the page's policy forbids.
    AxeBuilder builder = new AxeBuilder();
    builder.setOptions("{\"preload\": false}");
    for (Rule rule : builder.analyze(chrome.driver()).getViolations()) {
      wrong.add(rule.getId() + " " + rule.getNodes().getFirst().getHtml());
    }
    chrome.console();
    return wrong;
  }

  @Test
  void everyPageIsAccessibleAndFitsInLightAndDark() {
    List<String> all = pages.stream().map(SiteIT::file).toList();
    assertThat(wrong(all, 360, 1280)).isEmpty();
  }

  /** Where most is on a page: the real experiments' results. */
  @Test
  void soIsThisProjectsOwnSite(@TempDir Path temp) throws Exception {
    Path own = OwnSite.build(temp, "https://example.org/");
    String run;
    try (Stream<Path> runs = Files.list(own.resolve("runs/MLX-002"))) {
      run =
          runs.filter(file -> file.toString().endsWith(".html"))
              .sorted()
              .findFirst()
              .orElseThrow()
              .toString();
    }
    List<String> kinds =
        Stream.of(
                "index.html",
                "results.html",
                "compare.html",
                "compare/MLX-002.html",
                "versions/pinned-latest-linux-x86_64-cpu.html",
                "trends.html",
                "health.html",
                "flow.html",
                "about.html",
                "tasks/MLX-002.html",
                run)
            .map(page -> own.resolve(page).toUri().toString())
            .toList();
    assertThat(wrong(kinds, 360, 1280)).isEmpty();
  }

  private static List<String> wrong(List<String> addresses, int... widths) {
    List<String> wrong = new ArrayList<>();
    for (int width : widths) {
      for (String scheme : new String[] {"light", "dark"}) {
        chrome.look(width, scheme);
        for (String page : addresses) {
          chrome.open(page);
          assertThat(chrome.run(is("prefers-color-scheme: " + scheme))).isEqualTo(true);
          String where = page + " " + width + " " + scheme + ": ";
          double shifted = ((Number) chrome.run("return window.shifted")).doubleValue();
          if (shifted > 0) {
            wrong.add(where + "moved by " + shifted + " after it was painted");
          }
          wrong().forEach(what -> wrong.add(where + what));
          violations().forEach(what -> wrong.add(where + what));
        }
      }
    }
    return wrong;
  }

  @Test
  void aServerGivesTheSame() {
    List<String> wrong = new ArrayList<>();
    for (String page : pages) {
      chrome.look(360, "dark");
      chrome.open(served(page));
      wrong().forEach(what -> wrong.add(page + ": " + what));
    }
    assertThat(wrong).isEmpty();
    assertThat(new Search(chrome).find("lazy")).isNotEmpty();
  }

  @Test
  void everyPageReadsWithoutScripts() {
    chrome.scripts(false);
    List<String> wrong = new ArrayList<>();
    for (int width : new int[] {360, 1280}) {
      chrome.look(width, "light");
      for (String page : pages) {
        chrome.open(file(page));
        WebElement main = chrome.driver().findElement(By.id("main"));
        if (main.getText().length() < 40) {
          wrong.add(page + ": nothing to read");
        }
        Map<?, ?> size =
            (Map<?, ?>)
                chrome
                    .driver()
                    .executeCdpCommand("Page.getLayoutMetrics", Map.of())
                    .get("cssContentSize");
        if (((Number) size.get("width")).intValue() > width) {
          wrong.add(page + " " + width + ": " + size.get("width") + " px wide");
        }
        if (!chrome.driver().findElements(By.cssSelector("search, button")).isEmpty()) {
          wrong.add(page + ": offers what needs scripts");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theSwitchChangesTheThemeAndIsRemembered() {
    chrome.open(file("index.html"));
    String color = "return getComputedStyle(document.documentElement).backgroundColor";
    Object light = chrome.run(color);
    chrome.run("document.querySelector('button.theme').click()");
    chrome.run("document.querySelector('button.theme').click()");
    assertThat(chrome.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(chrome.run(color)).isNotEqualTo(light);
    chrome.driver().navigate().refresh();
    assertThat(chrome.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
    chrome.run("document.querySelector('button.theme').click()");
    assertThat(chrome.run(color)).isEqualTo(light);
  }

  @Test
  void theKeyboardSkipsToTheContentAndSeesWhereItIs() {
    chrome.open(file("tasks/MLX-002.html"));
    chrome.driver().findElement(By.tagName("body")).sendKeys(Keys.TAB);
    WebElement skip = chrome.driver().switchTo().activeElement();
    assertThat(skip.getText()).isEqualTo("Skip to content");
    assertThat(skip.getRect().getY()).isGreaterThanOrEqualTo(0);
    skip.sendKeys(Keys.ENTER);
    assertThat(chrome.driver().getCurrentUrl()).endsWith("#main");
    for (int i = 0; i < 5; i++) {
      chrome.driver().switchTo().activeElement().sendKeys(Keys.TAB);
      assertThat(chrome.run("return getComputedStyle(document.activeElement).outlineStyle"))
          .isEqualTo("solid");
    }
    assertThat(
            chrome.run("return document.getElementById('main').contains(document.activeElement)"))
        .isEqualTo(true);
  }

  @Test
  void nothingMovesForThoseWhoWantNoMotion() {
    String behaviour = "return getComputedStyle(document.documentElement).scrollBehavior";
    chrome.media("prefers-reduced-motion", "reduce");
    chrome.open(file("tasks/MLX-002.html"));
    assertThat(chrome.run(is("prefers-reduced-motion: reduce"))).isEqualTo(true);
    assertThat(chrome.run(behaviour)).isEqualTo("auto");
    assertThat(chrome.run("return document.getAnimations().length")).isEqualTo(0L);
    chrome.media("prefers-reduced-motion", "no-preference");
    assertThat(chrome.run(behaviour)).isEqualTo("smooth");
  }

  @Test
  void paperHasTheContentAndNoControls() {
    chrome.look(1280, "dark");
    chrome.print(true);
    for (String page : List.of("index.html", "tasks/MLX-002.html", "health.html")) {
      chrome.open(file(page));
      assertThat(chrome.run(is("not print"))).as(page).isEqualTo(false);
      for (String hidden : List.of("header.top nav", ".tools", ".skip")) {
        assertThat(chrome.driver().findElement(By.cssSelector(hidden)).isDisplayed())
            .as(page + " " + hidden)
            .isFalse();
      }
      assertThat(chrome.driver().findElement(By.tagName("h1")).isDisplayed()).isTrue();
      assertThat(chrome.run("return getComputedStyle(document.documentElement).colorScheme"))
          .as(page)
          .isEqualTo("light");
    }
  }

  @Test
  void nothingIsLoadedFromElsewhereAndEveryLinkLeadsSomewhere() {
    List<String> wrong = new ArrayList<>();
    for (String page : pages) {
      chrome.open(file(page));
      Object loaded =
          chrome.run(
              "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('file:') && !n.startsWith('data:'))");
      assertThat((List<?>) loaded).as(page).isEmpty();
      List<?> links =
          (List<?>) chrome.run("return [...document.querySelectorAll('a[href]')].map(a => a.href)");
      for (Object link : links) {
        String target = String.valueOf(link);
        if (target.startsWith("file:")) {
          String[] parts = target.split("#", 2);
          Path path = Path.of(java.net.URI.create(parts[0]));
          if (!Files.exists(path)) {
            wrong.add(page + " -> " + target);
          } else if (parts.length == 2 && parts[0].equals(file(page))) {
            boolean there =
                Boolean.TRUE.equals(
                    chrome.run("return !!document.getElementById('" + parts[1] + "')"));
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
