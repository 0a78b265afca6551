package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ledger serve} without a browser: what it answers, and what it refuses. */
class ServeIT {
  @TempDir Path folder;

  @Test
  void strangersLearnAndChangeNothing() throws Exception {
    try (Served board = new Served(folder, "--port", "0", "--allow-host", "devbox.internal")) {
      String before = board.text();
      String digest = board.digest("MLX-001");
      String move = Served.form("id", "MLX-001", "digest", digest, "to", "in-progress");
      String own = "Origin: http://127.0.0.1:" + board.port();
      String port = ":" + board.port();

      // by a name of its own that points here, and by two at once
      for (String host : List.of("evil.example", "evil.example" + port, "127.0.0.1.evil.example")) {
        refused(board, "403", board.request("GET", "", "Host: " + host, ""));
      }
      // Newer JDKs refuse two names themselves, with 400.
      assertThat(board.raw(board.request("GET", "", "Host: localhost\nHost: evil.example", "")))
          .matches("(?s)HTTP/1\\.1 40[03] .*")
          .doesNotContain("MLX-");
      // from other origins: another site, another loopback server, a page without one
      for (String origin :
          List.of("http://evil.example", "http://127.0.0.1:1", "http://localhost" + port, "null")) {
        refused(board, "403", board.request("POST", "move", "Origin: " + origin, move));
      }
      refused(board, "403", board.request("POST", "move", "X: y", move));
      for (String site : List.of("cross-site", "same-site", "none")) {
        String headers = own + "\nSec-Fetch-Site: " + site;
        refused(board, "403", board.request("POST", "move", headers, move));
      }
      refused(board, "403", board.request("GET", "", "Sec-Fetch-Site: same-site", ""));
      String framed =
          "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe";
      refused(board, "403", board.request("GET", "", framed, ""));
      // without the token, or with a wrong one
      for (String path : List.of("/", "/move", "/0123456789abcdef0123456789abcdef/move")) {
        refused(board, "404", board.request("POST", path, own, move));
      }
      // changes by GET, other methods, other media types
      refused(board, "404", board.request("GET", "move?" + move, "X: y", ""));
      refused(board, "405", board.request("DELETE", "task/MLX-001", own, ""));
      String json =
          board
              .request("POST", "move", own, move)
              .replace("application/x-www-form-urlencoded", "text/plain");
      refused(board, "415", json);
      assertThat(board.text()).isEqualTo(before);

      // out of its folders, and into its answers
      for (String path :
          List.of(
              "assets/../../TASKS.md", "assets/%2e%2e%2f%2e%2e%2fTASKS.md", "task/..%2f..%2fx")) {
        assertThat(board.raw(board.request("GET", path, "X: y", ""))).doesNotContain("| MLX-");
      }
      String split = board.post("cancel", "run", "x\r\nSet-Cookie: a=b");
      assertThat(split.substring(0, split.indexOf("\r\n\r\n"))).doesNotContain("Set-Cookie");

      // its own names, whatever the port that leads here
      for (String host :
          List.of("localhost:1234", "[::1]" + port, "127.0.0.1", "devbox.internal:80")) {
        assertThat(board.raw(board.request("GET", "", "Host: " + host, "")))
            .startsWith("HTTP/1.1 200")
            .contains("Content-security-policy: default-src 'none'", "Referrer-policy: no-referrer")
            .doesNotContainIgnoringCase("set-cookie", "Access-Control");
      }
      String tunnel = "Host: localhost:1234\nOrigin: http://localhost:1234";
      assertThat(board.raw(board.request("POST", "move", tunnel, move))).startsWith("HTTP/1.1 200");
    }
  }

  private static void refused(Served board, String status, String request) throws Exception {
    assertThat(board.raw(request))
        .as(request)
        .startsWith("HTTP/1.1 " + status)
        .doesNotContain("MLX", "Task Ledger");
  }

  @Test
  void whatPeopleWriteIsTextAndNothingElse() throws Exception {
    try (Served board = new Served(folder, "--port", "0")) {
      String script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
      for (String column : List.of("Title", "Description", "Owner", "Notes")) {
        String answer =
            board.post(
                "edit",
                "id",
                "MLX-001",
                "digest",
                board.digest("MLX-001"),
                "cell:" + column,
                script + column);
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("<script>alert", "<img src");
      }
      board.post("remove", "id", "MLX-008", "digest", board.digest("MLX-008"), "reason", script);
      for (String page : List.of("", "task/MLX-001", "?q=" + "%3Cscript%3Ealert(1)%3C/script%3E")) {
        assertThat(board.get(page).body()).doesNotContain("<script>alert", "<img src");
      }
      assertThat(board.text()).contains(script + "Title");
    }
  }

  @Test
  void everyActionIsACommandThatCanBeUndone() throws Exception {
    try (Served board = new Served(folder, "--port", "0")) {
      String before = board.text();
      String dry =
          board.post(
              "edit",
              "id",
              "MLX-001",
              "digest",
              board.digest("MLX-001"),
              "cell:Owner",
              "Ada",
              "dry",
              "1");
      assertThat(dry).contains("This is what it would change", "ledger edit MLX-001 --owner Ada");
      assertThat(board.text()).isEqualTo(before);

      String stale = board.digest("MLX-001");
      board.post("edit", "id", "MLX-001", "digest", stale, "cell:Owner", "Ada");
      String edited = board.text();
      assertThat(board.post("edit", "id", "MLX-001", "digest", stale, "cell:Owner", "Bo"))
          .startsWith("HTTP/1.1 409")
          .contains("Changed meanwhile", ">Bo<", ">Ada<");
      assertThat(board.post("move", "id", "MLX-001", "digest", stale, "to", "review"))
          .startsWith("HTTP/1.1 409");
      assertThat(board.post("remove", "id", "MLX-001", "digest", stale)).startsWith("HTTP/1.1 409");
      assertThat(board.text()).isEqualTo(edited);

      assertThat(board.post("add", "cell:Title", "Fresh", "to", "backlog", "cell:Priority", "High"))
          .contains("added MLX-009 to Backlog", "ledger add Fresh --state backlog --priority High");
      // a low priority cannot stand above a high one, and the answer says why
      assertThat(
              board.post(
                  "move", "id", "MLX-007", "digest", board.digest("MLX-007"), "before", "MLX-001"))
          .startsWith("HTTP/1.1 409")
          .contains("Not done", "priority");
      assertThat(board.post("remove", "id", "MLX-404", "digest", stale))
          .startsWith("HTTP/1.1 409")
          .contains("MLX-404");

      assertThat(board.post("undo", "expected", "ledger edit MLX-001 --owner Ada"))
          .startsWith("HTTP/1.1 409")
          .contains("the last command is another one by now");
      board.post("undo", "expected", "ledger add Fresh --state backlog --priority High");
      board.post("undo", "expected", "ledger edit MLX-001 --owner Ada");
      assertThat(board.text()).isEqualTo(before);
    }
  }

  @Test
  void aReadOnlyBoardAndABrokenFileChangeNothing() throws Exception {
    try (Served board = new Served(folder, "--port", "0", "--read-only")) {
      String digest = "0".repeat(16);
      assertThat(board.get("task/MLX-001").body()).doesNotContain("method=\"post\"");
      assertThat(board.post("move", "id", "MLX-001", "digest", digest, "to", "review"))
          .startsWith("HTTP/1.1 403");
    }
    try (Served board = new Served(folder, "--port", "0")) {
      String good = board.text();
      String digest = board.digest("MLX-001");
      String broken = good.replace("| MLX-002 |", "| MLX-002 | x |");
      Files.writeString(board.ledger, broken);
      board.until(() -> board.get("").body().contains("The ledger cannot be read"));
      assertThat(board.get("").body()).containsPattern("ledger/TASKS\\.md:[0-9]+:[0-9]+: error:");
      assertThat(board.post("move", "id", "MLX-001", "digest", digest, "to", "review"))
          .startsWith("HTTP/1.1 409");
      assertThat(board.text()).isEqualTo(broken);
      Files.writeString(board.ledger, good);
      board.until(() -> board.get("").body().contains("card-MLX-002"));
    }
  }

  @Test
  void slowOnesKeepNobodyWaitingAndATakenPortIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Served board = new Served(folder, "--port", String.valueOf(taken.getLocalPort()))) {
      assertThat(board.said()).contains("port " + taken.getLocalPort() + " is taken; using ");
      assertThat(board.port()).isGreaterThan(taken.getLocalPort());
      List<Socket> slow = new ArrayList<>();
      try {
        for (int i = 0; i < 500; i++) {
          Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), board.port());
          socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
          slow.add(socket);
        }
        long start = System.nanoTime();
        assertThat(board.get("").statusCode()).isEqualTo(200);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(2000);
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
      // more head than anybody needs ends the connection, and nothing else
      String large = "GET / HTTP/1.1\r\nA: " + "x".repeat(70_000) + "\r\n\r\n";
      assertThat(catchThrowable(() -> assertThat(board.raw(large)).contains("200 OK"))).isNotNull();
      assertThat(board.get("").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void doneIsBehindTheEvidenceAndARunEndsWithTheServer() throws Exception {
    try (Served board = new Served(folder, "--port", "0")) {
      String digest = board.digest("MLX-002");
      assertThat(board.post("move", "id", "MLX-002", "digest", digest, "to", "done"))
          .startsWith("HTTP/1.1 409")
          .contains("Done needs evidence", "Verify now", "Waive");
      String before = board.text();
      String handle = started(board);
      board.until(
          () -> board.get("run/" + handle).body().contains("the log speaks &lt;b&gt;&amp;"));
      assertThat(board.get("").body()).contains("verifying");
      ProcessHandle script = board.experiment();
      board.post("cancel", "run", handle);
      board.until(() -> board.get("run/" + handle).body().contains("cancelled"));
      assertThat(script.isAlive()).isFalse();
      assertThat(board.get("").body()).doesNotContain("verifying");

      Files.delete(folder.resolve("pid"));
      started(board);
      board.until(() -> Files.exists(folder.resolve("pid")));
      board.until(() -> !Files.readString(folder.resolve("pid")).isEmpty());
      ProcessHandle second = board.experiment();
      board.process.destroy(); // SIGTERM: a job in the background may ignore Ctrl-C's signal
      assertThat(board.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      assertThat(board.process.exitValue()).isZero();
      assertThat(second.isAlive()).isFalse();
      assertThat(board.text()).isEqualTo(before);
      assertThat(board.said()).doesNotContain("Exception");
    }
    try (Served board = new Served(folder, "--port", "0")) {
      assertThat(board.get("").body()).doesNotContain("verifying");
      String waived =
          board.post(
              "move",
              "id",
              "MLX-002",
              "digest",
              board.digest("MLX-002"),
              "to",
              "done",
              "waive",
              "no Mac at hand");
      assertThat(waived).startsWith("HTTP/1.1 200").contains("--waive &#39;no Mac at hand&#39;");
      assertThat(board.get("task/MLX-002").body()).contains("waived: no Mac at hand");
    }
  }

  /** Asks for a verification, and returns its handle. */
  private static String started(Served board) throws Exception {
    String answer = board.post("verify", "id", "MLX-002");
    assertThat(answer).startsWith("HTTP/1.1 303");
    return answer.replaceFirst("(?s).*\r\nLocation: /\\w+/run/([^\r]*)\r\n.*", "$1");
  }
}
