package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.cli.OwnSite;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of whole sites, by checkers that others wrote. */
class PublishedTest {
  private static final String BASE = "https://example.org/board/";

  @TempDir static Path folder;
  private static NuChecker checker;

  /** Invented evidence of every form, hostile texts everywhere, and this project's own ledger. */
  enum Kind {
    FIXTURE,
    HOSTILE,
    OWN;

    Path folder() {
      return this == OWN ? folder.resolve("OWN/site") : folder.resolve(name());
    }
  }

  @BeforeAll
  static void build() throws Exception {
    Fixture.build(withBase(Fixture.input()), Kind.FIXTURE.folder());
    Fixture.build(Hostile.all(), Kind.HOSTILE.folder());
    OwnSite.build(folder.resolve("OWN"), BASE);
    checker = new NuChecker();
  }

  private static SiteInput withBase(SiteInput plain) {
    return new SiteInput(
        plain.title(),
        plain.ledger(),
        plain.pages(),
        plain.evidence(),
        plain.templates(),
        plain.files(),
        Optional.of(BASE),
        plain.subject(),
        plain.environments(),
        plain.command());
  }

  private static List<String> files(Path site, String ending) throws Exception {
    try (Stream<Path> all = Files.walk(site)) {
      return all.map(file -> site.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(ending))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesAndBadgesAreValid(Kind site) throws Exception {
    assertThat(files(site.folder(), ".html")).hasSizeGreaterThan(15);
    assertThat(files(site.folder(), ".svg")).hasSizeGreaterThan(8);
    // The checker knows a hash in the policy, but not what it is of; the next test does.
    assertThat(checker.problems(site.folder()))
        .allMatch(it -> it.startsWith("404.html") && it.contains("Inline style violates"));
  }

  @Test
  void thePolicyOf404AllowsItsOwnStyleAndNoOther() throws Exception {
    String page = Files.readString(Path.of("site/404.html"));
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
    assertThat(page)
        .containsOnlyOnce("<style>")
        .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "';")
        .doesNotContain("unsafe-inline");
  }

  @Test
  void theRealBoardIsASmallPage() throws Exception {
    assertThat(Files.size(Kind.OWN.folder().resolve("index.html"))).isLessThanOrEqualTo(60_000);
  }

  @ParameterizedTest
  @EnumSource
  void theFeedIsAnAtomFeed(Kind site) throws Exception {
    assertThat(Feeds.problems(Files.readString(site.folder().resolve("feed.xml")))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FIXTURE", "OWN"})
  void theSiteMapNamesEveryPage(Kind site) throws Exception {
    byte[] map = Files.readAllBytes(site.folder().resolve("sitemap.xml"));
    SiteMap read =
        (SiteMap)
            new SiteMapParser(true)
                .parseSiteMap("application/xml", map, URI.create(BASE + "sitemap.xml").toURL());
    assertThat(read.getSiteMapUrls().stream().map(url -> url.getUrl().toString()))
        .containsExactlyElementsOf(
            files(site.folder(), ".html").stream()
                .filter(page -> !page.equals("404.html"))
                .map(page -> BASE + page)
                .toList());
  }

  @ParameterizedTest
  @EnumSource(names = {"FIXTURE", "OWN"})
  void everyJsonIsAsItsSchemaSays(Kind site) throws Exception {
    assertThat(files(site.folder(), ".json")).hasSizeGreaterThan(15);
    assertThat(new ViewSchemas().problems(site.folder())).isEmpty();
  }

  /** The checker itself: each of these was put in by hand. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<h1><p>x</p></h1>",
        "<p id=\"main\">x</p>",
        "<img src=\"x.png\">",
        "<svg><rect wide=\"3\"/></svg>",
        "<ul><p>x</p></ul>",
        "<center>x</center>"
      })
  void anInvalidPageIsFound(String inserted) throws Exception {
    Path page = Files.createDirectories(folder.resolve("wrong")).resolve("page.html");
    String valid = Files.readString(Kind.FIXTURE.folder().resolve("about.html"));
    Files.writeString(page, valid.replace("</main>", inserted + "</main>"));
    assertThat(checker.problems(page.getParent())).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<id>[^<]*</id>", "<title>[^<]*</title>", "<updated>[^<]*</updated>"})
  void aFeedThatLacksSomethingIsFound(String required) throws Exception {
    String feed = Files.readString(Kind.FIXTURE.folder().resolve("feed.xml"));
    assertThat(Feeds.problems(feed.replaceFirst(required, ""))).isNotEmpty();
    assertThat(Feeds.problems(feed.replaceFirst("(?s)(<entry>.*)" + required, "$1"))).isNotEmpty();
  }
}
