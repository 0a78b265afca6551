package ledger.site.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import ledger.io.Sha256;
import ledger.site.SiteInput;
import ledger.site.make.TaskPageBuilder;
import ledger.site.page.Frame;
import ledger.site.page.Html;
import ledger.site.page.MissingPage;
import ledger.site.template.Templates;

/** The page for addresses that the site does not have: it has its style in it, for any depth. */
final class NotFound {
  static final String PATH = "404.html";

  private NotFound() {}

  static MissingPage page(SiteInput input, TaskPageBuilder builder, Templates templates)
      throws IOException {
    String root = input.base().map(Syndication::slash).orElse("");
    Frame frame = builder.frame("Not found", root, "missing", null, PATH);
    byte[] style = templates.asset("assets/ledger.css");
    String text = new String(style, StandardCharsets.UTF_8);
    if (!root.isEmpty() || text.contains("</style") || text.indexOf('\r') >= 0) {
      return new MissingPage(frame, null, null);
    }
    String digest = Base64.getEncoder().encodeToString(Sha256.start().digest(style));
    return new MissingPage(frame, new Html(text), digest);
  }
}
