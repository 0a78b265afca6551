package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ledger.experiment.Workspaces;

/** {@code ledger serve} as a process, in a workspace whose experiment ends when a file is there. */
final class Served implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+/\\w+/");
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String SCRIPT =
      Workspaces.header("60s")
          + Workspaces.PRELUDE
          + """
          print("the log speaks <b>&", flush=True)
          open(r"%s", "w").write(str(os.getpid()))
          while not os.path.exists(r"%s"):
              time.sleep(0.05)
          for value in (31, 29.5, 30, 32, 33, 34): event("sample", metric="ratio", value=value)
          """
          + Workspaces.END;

  final Path folder;
  final Path ledger;
  final String address;
  final Process process;
  private final Path out;

  Served(Path folder, String... options) throws Exception {
    this.folder = folder.toRealPath();
    Path work = this.folder.resolve("work");
    this.ledger = work.resolve("ledger/TASKS.md");
    if (!Files.exists(ledger)) {
      Workspaces files = new Workspaces(work);
      files.environment();
      files.write("ledger/TASKS.md", Files.readString(Path.of("src/test/resources/seed/TASKS.md")));
      files.write(
          "ledger/experiments/probe.py",
          SCRIPT.formatted(this.folder.resolve("pid"), this.folder.resolve("go on")));
      files.write(
          "ledger/ledger.toml",
          """
          environment = "plain"
          [environments.plain]
          requirements = "requirements/none.txt"
          python = ">=3.8"
          [states.in-progress]
          limit = 1
          """);
    }
    this.out = Files.createTempFile(this.folder, "out", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                absolute(
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))),
                "ledger.cli.Main",
                "serve"));
    command.addAll(List.of(options));
    this.process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    until(() -> ADDRESS.matcher(said()).find());
    Matcher found = ADDRESS.matcher(said());
    assertThat(found.find()).isTrue();
    this.address = found.group();
  }

  /** Lets the experiment end. */
  void goOn() throws IOException {
    Files.createFile(folder.resolve("go on"));
  }

  /** The process of the experiment, which must have started. */
  ProcessHandle experiment() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid")))).orElseThrow();
  }

  String text() throws IOException {
    return Files.readString(ledger);
  }

  String token() {
    return URI.create(address).getPath().replace("/", "");
  }

  int port() {
    return URI.create(address).getPort();
  }

  String said() throws IOException {
    return Files.readString(out);
  }

  HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** As the board's own page sends a form; fields and their texts in turns. */
  String post(String path, String... fields) throws Exception {
    return raw(request("POST", path, "Origin: http://127.0.0.1:" + port(), form(fields)));
  }

  static String form(String... fields) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < fields.length; i += 2) {
      parts.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
    }
    return String.join("&", parts);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A request to this board's address with these lines of headers. */
  String request(String method, String path, String headers, String body) {
    String all = headers.contains("Host:") ? headers : "Host: 127.0.0.1:" + port() + "\n" + headers;
    return "%s %s HTTP/1.1\r\n%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(
            method,
            path.startsWith("/") ? path : "/" + token() + "/" + path,
            all.strip().replace("\n", "\r\n"),
            body.getBytes(StandardCharsets.UTF_8).length,
            body);
  }

  /** The whole answer to these bytes. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The digest of a task's row, as its page has it. */
  String digest(String id) throws Exception {
    Matcher found =
        Pattern.compile("name=\"digest\" value=\"([0-9a-f]+)\"").matcher(get("task/" + id).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** Something that may be so. */
  interface Condition {
    boolean holds() throws Exception;
  }

  void until(Condition condition) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(said()).isLessThan(end);
      assertThat(process.isAlive()).as(said()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static String absolute(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() throws Exception {
    process.destroyForcibly().waitFor();
  }
}
