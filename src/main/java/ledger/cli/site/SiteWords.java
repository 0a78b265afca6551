package ledger.cli.site;

import ledger.app.session.Session;
import ledger.cli.Console;
import ledger.site.SiteReport;

/** What a build did, in words. */
final class SiteWords {
  private SiteWords() {}

  static void print(Console console, Session session, SiteReport report) {
    console.print(report.summary() + ": " + session.shown(report.startPage()));
  }
}
