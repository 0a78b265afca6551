package ledger.site.prose;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.site.page.TaskPageModel;

/**
 * The IDs of a page's headings. They are the ones that GitHub gives, so that a link works in both
 * places, unless a part of the site's page has that ID already.
 */
final class Slugs {
  private static final Pattern LEFT_OUT = Pattern.compile("[^\\p{L}\\p{N}\\p{M}\\p{Pc} -]");

  /** IDs of experiments and what is in them. */
  private static final Pattern TAKEN = Pattern.compile("[a-z][0-9]+(-.*)?");

  private final Map<String, Integer> again = new HashMap<>();
  private final Set<String> used = new HashSet<>(TaskPageModel.ANCHORS);
  private final Map<String, String> ids = new LinkedHashMap<>();

  /** The ID of the next heading. */
  String next(String heading) {
    String wanted =
        LEFT_OUT
            .matcher(heading.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
            .replaceAll("")
            .replace(' ', '-');
    String slug = wanted;
    while (again.containsKey(slug)) {
      slug = wanted + "-" + again.merge(wanted, 1, Integer::sum);
    }
    again.put(slug, 0);
    String id =
        slug.isEmpty() || TAKEN.matcher(slug).matches() || used.contains(slug)
            ? "part-" + slug
            : slug;
    while (!used.add(id)) {
      id += "-";
    }
    ids.put(slug, id);
    return id;
  }

  /** The ID of each heading, by the name that GitHub gives it. */
  Map<String, String> ids() {
    return ids;
  }
}
