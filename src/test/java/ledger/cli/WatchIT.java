package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ledger.site.Chrome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** {@code site --watch} as a process, with a browser that looks at it. */
class WatchIT {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+/");
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Process process;
  private Path out;
  private String address;

  @BeforeEach
  void start() throws Exception {
    Path ledger = Files.createDirectories(folder.resolve("work/ledger"));
    Files.copy(Path.of("src/test/resources/seed/TASKS.md"), ledger.resolve("TASKS.md"));
    out = folder.resolve("out.txt");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                absolute(
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))),
                "ledger.cli.Main",
                "site",
                "--watch")
            .directory(folder.resolve("work").toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    until(() -> ADDRESS.matcher(said()).find());
    Matcher found = ADDRESS.matcher(said());
    assertThat(found.find()).isTrue();
    address = found.group();
  }

  @AfterEach
  void end() throws Exception {
    process.destroyForcibly().waitFor();
  }

  @Test
  void anOpenPageFollowsTheLedgerAndSurvivesWhatIsBroken() throws Exception {
    Path ledger = folder.resolve("work/ledger/TASKS.md");
    String before = Files.readString(ledger);
    Chrome chrome = new Chrome();
    ChromeDriver browser = chrome.driver();
    try {
      browser.get(address);
      assertThat(browser.getPageSource()).contains("Document Lazy Computation Behavior");

      Files.writeString(ledger, before.replace("Document Lazy Computation", "Watched Computation"));
      sees(browser, "Watched Computation Behavior");

      Files.writeString(ledger, before.replace("| MLX-002 |", "| MLX-002 | x |"));
      sees(browser, "The site cannot be built");
      assertThat(browser.findElement(By.tagName("pre")).getText())
          .containsPattern("ledger/TASKS\\.md:[0-9]+:[0-9]+: error:");
      assertThat(said()).containsPattern("ledger/TASKS\\.md:[0-9]+:[0-9]+: error:");

      Files.writeString(ledger, before);
      sees(browser, "How verdicts are made");
      assertThat(browser.getPageSource()).contains("Document Lazy Computation Behavior");

      Path templates = Files.createDirectories(folder.resolve("work/templates"));
      Files.writeString(templates.resolve("about.ftlh"), "<p>\n  [=frame.sight]</p>\n");
      sees(browser, "The site cannot be built");
      assertThat(browser.findElement(By.tagName("pre")).getText())
          .contains("templates/about.ftlh:2:")
          .contains("Frame has no field sight; did you mean site?");

      Files.delete(templates.resolve("about.ftlh"));
      sees(browser, "How verdicts are made");
      assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
          .extracting(entry -> entry.getMessage())
          .allMatch(message -> message.contains("500"));
    } finally {
      chrome.close();
    }
    String written = Files.readString(folder.resolve("work/site/index.html"));
    assertThat(written).doesNotContain("reload");
    assertThat(get("").body())
        .contains("/.ledger/reload.js")
        .containsOnlyOnce("connect-src 'self'");
  }

  @Test
  void aReloadKeepsWhatIsOpenAndTheScroll() throws Exception {
    String half = "<details><summary>%s</summary><p>%s</p></details>";
    String before = version();
    Files.writeString(
        Files.createDirectories(folder.resolve("work/templates")).resolve("about.ftlh"),
        "<#import \"layout.ftlh\" as layout>\n<@layout.page>\n<h1>Opened</h1>"
            + half.formatted("One", "1<br>".repeat(200))
            + half.formatted("Two", "2")
            + "\n</@layout.page>\n");
    Path ledger = folder.resolve("work/ledger/TASKS.md");
    Chrome chrome = new Chrome();
    ChromeDriver browser = chrome.driver();
    try {
      // Not one of the moment between the files' change and its announcement: it would reload.
      until(() -> get("about.html").body().contains("Opened") && !version().equals(before));
      browser.get(address + "about.html");
      browser.executeScript(
          "document.querySelector('details').open = true;"
              + " scrollTo({ top: 900, behavior: 'instant' })");
      String text = Files.readString(ledger);
      // As long as before: a header of one line less would move the page below it.
      Files.writeString(ledger, text.replaceFirst("(?m)^# Task Ledger", "# Watched Work"));
      sees(browser, "Watched");
      String now =
          "return [...document.querySelectorAll('details')].map(d => d.open).join()"
              + " + ' ' + Math.round(scrollY)";
      until(() -> "true,false 900".equals(browser.executeScript(now)));
    } finally {
      chrome.close();
    }
  }

  /** The version of the site that pages are served with. */
  private String version() throws Exception {
    return get("about.html").body().replaceFirst("(?s).*reload[.]js[?]([^\"]*)\".*", "$1");
  }

  @Test
  void itServesThisMachineAndTheSiteAlone() throws Exception {
    Files.writeString(folder.resolve("work/secret.txt"), "secret");
    Files.createSymbolicLink(
        folder.resolve("work/site/link.txt"), folder.resolve("work/secret.txt"));
    for (String path : List.of("%2e%2e/secret.txt", "..%2fsecret.txt", "link.txt", "nothing")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).doesNotContain("secret");
    }
    assertThat(get("a/b/c.html").body())
        .contains("href=\"/assets/ledger.css\"", "href=\"/index.html\"", "href=\"#main\"");
    assertThat(get("assets/ledger.css").headers().firstValue("content-type"))
        .hasValue("text/css; charset=utf-8");
    int port = URI.create(address).getPort();
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      String request = "GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("Document Lazy");
    }
    HttpURLConnection post = (HttpURLConnection) URI.create(address).toURL().openConnection();
    post.setRequestMethod("DELETE");
    assertThat(post.getResponseCode()).isEqualTo(405);
  }

  @Test
  void controlCEndsItAndLeavesNothingBehind() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest events = HttpRequest.newBuilder(URI.create(address + ".ledger/events")).build();
    client.sendAsync(events, HttpResponse.BodyHandlers.ofInputStream()).get(30, TimeUnit.SECONDS);
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(said()).doesNotContain("Exception");
    assertThat(folder.resolve("work/site/.ledger-site.draft")).doesNotExist();
  }

  private static String absolute(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void sees(ChromeDriver browser, String text) {
    new WebDriverWait(browser, SOON)
        .ignoring(WebDriverException.class)
        .until(b -> String.valueOf(b.getPageSource()).contains(text));
  }

  private String said() throws IOException {
    return Files.exists(out) ? Files.readString(out) : "";
  }

  /** Something that may be so. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private void until(Condition condition) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(said()).isLessThan(end);
      assertThat(process.isAlive()).as(said()).isTrue();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
