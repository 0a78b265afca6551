package ledger.cli.site;

import java.net.BindException;
import java.util.List;
import java.util.Optional;
import ledger.app.results.Measurements;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.app.site.SiteBuilder;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.site.SiteReport;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "site",
    mixinStandardHelpOptions = true,
    description =
        "Build the site from ledger, pages and results. Only files that differ are written.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger site",
      "  ledger site --check               exit code 1 if the site is not up to date",
      "  ledger site --history             flow and cycle times of years of editing by hand",
      "  ledger site --watch --port 8000   read it while you write; Ctrl-C ends it"
    })
public final class SiteCommand extends LedgerCommand {
  @Option(
      names = "--check",
      description = "Write nothing; say which files are not as a build would make them.")
  private boolean check;

  @Option(
      names = "--history",
      description =
          "Let the tasks' histories begin with what git's commits tell, for ledgers that were"
              + " edited by hand; setting 'history = \"git\"'.")
  private boolean history;

  @Option(
      names = "--watch",
      description =
          "Build again at each change, show the site to browsers on this machine, and load open pages anew.")
  private boolean watch;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where --watch serves (default: any that is free).")
  private @Nullable Integer port;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    if (watch && check) {
      throw Failure.wrongRequest("--watch and --check exclude each other", null);
    }
    if (port != null && (!watch || port < 0 || port > 65535)) {
      throw Failure.wrongRequest("--port is a number up to 65535, and goes with --watch", null);
    }
    if (watch) {
      try {
        new SiteWatch(console(), workspace, () -> build(workspace)).run(port == null ? 0 : port);
      } catch (BindException e) {
        throw Failure.cannot(
            "cannot serve at port " + port + ": " + e.getMessage(),
            "leave --port away, and a free one is found");
      }
      return ExitCode.OK;
    }
    if (check) {
      return check(workspace);
    }
    report(console(), this, build(workspace));
    return ExitCode.OK;
  }

  private SiteBuilder builder(Workspace workspace, Settings settings) throws Exception {
    return new SiteBuilder(this, workspace, settings, history || settings.historyFromGit());
  }

  private SiteReport build(Workspace workspace) throws Exception {
    Settings settings = settings(workspace);
    SiteBuilder builder = builder(workspace, settings);
    Optional<SiteReport> known = builder.unchanged();
    if (known.isPresent()) {
      return known.get();
    }
    Ledger ledger = ledger(workspace, settings);
    return builder.build(ledger, measurements(workspace, settings));
  }

  private int check(Workspace workspace) throws Exception {
    Settings settings = settings(workspace);
    SiteBuilder builder = builder(workspace, settings);
    Ledger ledger = ledger(workspace, settings);
    List<String> differing = builder.check(ledger, measurements(workspace, settings));
    differing.forEach(file -> console().print(shown(workspace.site().resolve(file))));
    console().note(differing.isEmpty() ? "the site is up to date" : "run 'ledger site'");
    return differing.isEmpty() ? ExitCode.OK : ExitCode.NO;
  }

  private Measurements measurements(Workspace workspace, Settings settings) throws Failure {
    return new Measurements(new Workplace(session(), workspace, settings));
  }

  static void report(Console console, LedgerCommand command, SiteReport report) {
    console.print(report.summary() + ": " + command.shown(report.startPage()));
  }
}
