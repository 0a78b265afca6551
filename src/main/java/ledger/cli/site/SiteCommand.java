package ledger.cli.site;

import ledger.app.session.Failure;
import ledger.app.site.SiteDifferences;
import ledger.app.site.SiteRequest;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "site",
    mixinStandardHelpOptions = true,
    description =
        "Build the site from the ledger, pages and results. Only files that differ are written.",
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
      description = "Write nothing; list the files that a build would change.")
  private boolean check;

  @Option(
      names = "--history",
      description =
          "Let the tasks' histories begin with what git's commits have, for ledgers that were"
              + " edited by hand; setting 'history = \"git\"'.")
  private boolean history;

  @Option(
      names = "--watch",
      description =
          "Build again at each change, show the site to browsers on this machine, and reload open pages.")
  private boolean watch;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port for --watch (default: any free one).")
  private @Nullable Integer port;

  @Override
  public Integer call() throws Exception {
    if (watch && check) {
      throw Failure.wrongRequest("--watch and --check cannot be combined", null);
    }
    if (port != null && (!watch || port < 0 || port > 65535)) {
      throw Failure.wrongRequest("--port needs --watch, and is a number up to 65535", null);
    }
    SiteRequest request = new SiteRequest(history);
    if (watch) {
      SitePreview.run(console(), app().siteWatch(request), port == null ? 0 : port);
      return ExitCode.OK;
    }
    if (check) {
      return check(app().siteCheck(request));
    }
    SiteWords.print(console(), session(), app().site(request));
    return ExitCode.OK;
  }

  private int check(SiteDifferences found) {
    found.files().forEach(file -> console().print(shown(found.folder().resolve(file))));
    console().note(found.files().isEmpty() ? "the site is up to date" : "run 'ledger site'");
    return found.files().isEmpty() ? ExitCode.OK : ExitCode.NO;
  }
}
