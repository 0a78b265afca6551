package ledger.cli.serve;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ledger.app.session.Failure;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.serve.board.BoardServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Show the ledger as a live board in browsers on this machine: move, edit, add, verify, undo.",
      "The address has a secret; whoever has it may change the ledger. Other machines cannot reach it: use 'ssh -L'.",
      "What somebody edits by hand meanwhile is on screen at once, and is never overwritten. Ctrl-C ends it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger serve --open",
      "  ledger serve --port 9000 --read-only",
      "  ledger serve --allow-host devbox.internal"
    })
public final class ServeCommand extends LedgerCommand {
  private static final int PORT = 8430;

  /** How long to wait at the end for what runs, in seconds. */
  private static final int PATIENCE = 15;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port (default: 8430); the next free one if it is taken.")
  private @Nullable Integer port;

  @Option(names = "--open", description = "Open it in a browser.")
  private boolean open;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "Answer to this name too; may be given several times.")
  private List<String> hosts = List.of();

  @Option(names = "--read-only", description = "Show it, and change nothing.")
  private boolean readOnly;

  @Override
  public Integer call() throws Exception {
    int wanted = port == null ? PORT : port;
    if (wanted < 0 || wanted > 65535) {
      throw Failure.wrongRequest("--port is a number up to 65535", null);
    }
    CountDownLatch over = new CountDownLatch(1);
    try (BoardServer server =
        BoardServer.of(app(), wanted, Set.copyOf(hosts), readOnly, session())) {
      if (wanted != 0 && server.port() != wanted) {
        console().note("port " + wanted + " is taken; using " + server.port());
      }
      console().print(server.address() + " (Ctrl-C ends it)");
      console().flush();
      if (open) {
        open(console(), server.address());
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, over)));
      over.await();
    } catch (BindException e) {
      throw Failure.cannot(
          "cannot serve on port " + wanted + " nor on the next ones: " + e.getMessage(),
          "--port 0 finds a free one");
    }
    return ExitCode.OK;
  }

  /** The process ends when the command has returned. */
  private static void end(BoardServer server, CountDownLatch over) {
    server.close();
    over.countDown();
    try {
      TimeUnit.SECONDS.sleep(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void open(Console console, URI address) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String program = system.contains("mac") ? "open" : "xdg-open";
    try {
      new ProcessBuilder(program, address.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      console.note("cannot open a browser: " + program + " is missing; open the address yourself");
    }
  }
}
