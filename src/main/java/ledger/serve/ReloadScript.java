package ledger.serve;

/** What a page gets on its way to the browser, but never in its file. */
final class ReloadScript {
  /**
   * The script takes its page's version from its own address. What a reader had opened, and how far
   * they had scrolled, is kept over a reload: details by their ID, or by their place on the page.
   */
  static final String SOURCE =
      """
      "use strict";
      (function () {
        var own = new URL(document.currentScript.src).search.slice(1);
        var key = "ledger " + location.pathname;
        function details() {
          return Array.prototype.slice.call(document.querySelectorAll("details"));
        }
        function name(one, place) { return one.id || "#" + place; }
        new EventSource("/.ledger/events").onmessage = function (event) {
          if (event.data === own) return;
          var open = {};
          details().forEach(function (one, place) { open[name(one, place)] = one.open; });
          sessionStorage.setItem(key, JSON.stringify({ y: scrollY, open: open }));
          location.reload();
        };
        addEventListener("DOMContentLoaded", function () {
          var kept = JSON.parse(sessionStorage.getItem(key) || "null");
          sessionStorage.removeItem(key);
          if (!kept) return;
          history.scrollRestoration = "manual";
          details().forEach(function (one, place) {
            var was = kept.open[name(one, place)];
            if (was !== undefined) one.open = was;
          });
          scrollTo({ top: kept.y, behavior: "instant" });
          addEventListener("load", function () {
            scrollTo({ top: kept.y, behavior: "instant" });
            history.scrollRestoration = "auto";
          });
        });
      })();
      """;

  private static final String NOTHING = "default-src 'none';";
  private static final String LISTENING = " connect-src 'self';";

  private ReloadScript() {}

  /**
   * The page with the script. Its policy lets the script listen to this server and nothing else, as
   * that of the tool's own templates does.
   */
  static String into(String html, String version) {
    String tag = tag(version);
    int end = html.indexOf("</head>");
    String with = end < 0 ? html + tag : html.substring(0, end) + tag + html.substring(end);
    return with.contains(NOTHING + LISTENING) ? with : with.replace(NOTHING, NOTHING + LISTENING);
  }

  /** A page that says why the site cannot be built. */
  static String error(String text, String version) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self'">
        <title>The site cannot be built</title>
        <link rel="stylesheet" href="/assets/ledger.css">
        %s</head>
        <body>
        <main id="main">
        <h1>The site cannot be built</h1>
        <pre>%s</pre>
        <p>This page reloads once the error is fixed.</p>
        </main>
        </body>
        </html>
        """
        .formatted(tag(version), escape(text));
  }

  private static String tag(String version) {
    return "<script src=\"/.ledger/reload.js?" + version + "\"></script>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
