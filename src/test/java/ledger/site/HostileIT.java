package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hostile texts in a real browser: none of them runs, loads, moves or tries to. */
class HostileIT {
  /** Counts what a text that got out of its place would do, the policy's refusals included. */
  private static final String TRAP =
      """
      window.hits = [];
      window.alert = text => hits.push('alert ' + text);
      document.addEventListener('securitypolicyviolation', e => hits.push('policy ' + e.blockedURI));
      """;

  @TempDir static Path folder;
  private static Chrome chrome;

  @BeforeAll
  static void open() {
    chrome = new Chrome();
    chrome.before(TRAP);
  }

  @AfterAll
  static void close() {
    chrome.close();
  }

  private static List<String> hits(Path page) {
    chrome.open(page.toUri().toString());
    List<String> hits = new ArrayList<>();
    ((List<?>) chrome.run("return window.hits")).forEach(hit -> hits.add(hit.toString()));
    ((List<?>)
            chrome.run(
                "return [...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a =>"
                    + " a.name.startsWith('on') || a.name === 'style' || a.name === 'srcdoc'"
                    + ").map(a => e.tagName + ' ' + a.name))"))
        .forEach(hit -> hits.add(hit.toString()));
    if (!Long.valueOf(3).equals(chrome.run("return document.scripts.length"))
        && !Long.valueOf(2).equals(chrome.run("return document.scripts.length"))) {
      hits.add("a further script");
    }
    if (!page.toUri().toString().equals(chrome.driver().getCurrentUrl())) {
      hits.add("moved to " + chrome.driver().getCurrentUrl());
    }
    chrome.console().stream().filter(line -> !line.contains("favicon")).forEach(hits::add);
    return hits;
  }

  @Test
  void noneOfThemGetsOut() throws Exception {
    Path site = folder.resolve("site");
    Fixture.build(Hostile.all(), site);
    List<Path> pages;
    try (Stream<Path> all = Files.walk(site)) {
      pages = all.filter(p -> p.toString().endsWith(".html")).sorted().toList();
    }
    assertThat(pages).hasSizeGreaterThan(Hostile.TEXTS.size());
    List<String> wrong = new ArrayList<>();
    for (Path page : pages) {
      hits(page).forEach(hit -> wrong.add(site.relativize(page) + ": " + hit));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theTrapCatches() throws Exception {
    Path site = folder.resolve("caught");
    Fixture.build(Fixture.input(), site);
    Path page = site.resolve("about.html");
    String html = Files.readString(page);
    Files.writeString(page, html.replace("<h1>", "<img src='x' onerror='alert(1)'><h1>"));
    assertThat(hits(page)).anyMatch(hit -> hit.startsWith("policy")).contains("IMG onerror");
    Files.writeString(
        page,
        html.replaceFirst("<meta http-equiv[^>]*>", "")
            .replace("<h1>", "<script>alert(1)</script><h1>"));
    assertThat(hits(page)).contains("alert 1");
  }

  @Test
  void theSearchShowsThemAsText() throws Exception {
    Path site = folder.resolve("searched");
    Fixture.build(Hostile.all(), site);
    chrome.open(site.resolve("index.html").toUri().toString());
    Search search = new Search(chrome);
    for (String query :
        List.of("<script>alert(1)</script>", "onerror", "](javascript:", "\\", "[x]:")) {
      List<String> found = search.find(query);
      assertThat(found).as(query).isNotEmpty();
    }
    assertThat(chrome.run("return window.hits")).isEqualTo(List.of());
    assertThat(chrome.run("return document.querySelectorAll('search img, search script').length"))
        .isEqualTo(0L);
  }
}
