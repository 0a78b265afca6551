package ledger.site.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ledger.site.SiteInput.OwnTemplates;
import ledger.text.Nearest;
import ledger.text.Problem;

/**
 * Files among a workspace's templates that replace nothing, though their names show that they were
 * meant to. A file that another template names is a part of that one.
 */
final class MisnamedTemplates {
  private MisnamedTemplates() {}

  static List<Problem> in(OwnTemplates own) throws IOException {
    List<String> names = own.names();
    List<Problem> problems = new ArrayList<>();
    for (String name : names) {
      if (!Templates.NAMES.contains(name)) {
        Optional<String> meant = meant(name, names);
        if (meant.isPresent() && !isNamed(name, names, own)) {
          Problem.Place place = new Problem.Place("templates/" + name, 1, 1, "", 0);
          problems.add(
              Problem.error(
                  "template",
                  place,
                  "no page is made with this; did you mean " + meant.get() + "?",
                  "it replaces the tool's file of the same name: docs/templates.md lists them"));
        }
      }
    }
    return problems;
  }

  private static Optional<String> meant(String name, List<String> names) {
    String plain = name.toLowerCase(Locale.ROOT);
    return Nearest.to(plain, Templates.NAMES).filter(known -> !names.contains(known));
  }

  private static boolean isNamed(String name, List<String> names, OwnTemplates own)
      throws IOException {
    for (String other : names) {
      byte[] text = other.equals(name) ? null : own.content(other);
      if (text != null && new String(text, StandardCharsets.UTF_8).contains(name)) {
        return true;
      }
    }
    return false;
  }
}
