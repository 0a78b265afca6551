package ledger.site;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.io.WireFeedInput;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What RFC 4287 asks of a feed, asked of it as a feed reader reads it. */
public final class Feeds {
  private Feeds() {}

  /** What is missing or doubled; a text that is no Atom feed throws. */
  public static List<String> problems(String xml) throws Exception {
    Feed feed = (Feed) new WireFeedInput(false, Locale.ROOT).build(new StringReader(xml));
    List<String> problems = new ArrayList<>();
    if (feed.getAuthors().isEmpty()) {
      problems.add("the feed has no author");
    }
    require(problems, "the feed", feed.getId(), feed.getTitle(), feed.getUpdated());
    Set<String> ids = new HashSet<>();
    ids.add(feed.getId());
    for (Entry entry : feed.getEntries()) {
      String where = "entry " + entry.getTitle();
      require(problems, where, entry.getId(), entry.getTitle(), entry.getUpdated());
      if (!ids.add(entry.getId())) {
        problems.add(where + " has the ID of another one");
      }
      if (entry.getAlternateLinks().isEmpty()) {
        problems.add(where + " has neither content nor an alternate link");
      }
    }
    return problems;
  }

  private static void require(List<String> problems, String where, Object... values) {
    List<String> names = List.of("ID", "title", "moment");
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null || values[i].toString().isBlank()) {
        problems.add(where + " has no " + names.get(i));
      }
    }
  }
}
