package ledger.document.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import ledger.text.InvalidText;
import ledger.text.SourceText;

/** Any page: the tool's own facts go in and come out, and the prose stays. */
public final class PageFuzz {
  private PageFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
    TaskPage page;
    try {
      page = TaskPage.parse(SourceText.decode("page.md", bytes));
    } catch (InvalidText e) {
      return;
    }
    assertThat(page.source().encode()).isEqualTo(bytes);
    PageFacts facts = page.facts();
    TaskPage same = again(page, facts);
    assertThat(again(same, facts).source().content()).isEqualTo(same.source().content());
    TaskPage more = again(page, more(facts));
    again(more, facts); // the facts are back; a list that was written anew keeps its new form
  }

  /** The page with these facts, read again. */
  private static TaskPage again(TaskPage page, PageFacts facts) throws InvalidText {
    TaskPage written = TaskPage.parse(page.source().with(page.with(facts)));
    assertThat(written.facts()).isEqualTo(facts);
    assertThat(written.prose()).isEqualTo(page.prose());
    return written;
  }

  private static PageFacts more(PageFacts facts) {
    List<Transition> history = new ArrayList<>(facts.history());
    history.add(new Transition("done", LocalDate.of(2026, 11, 23), null));
    SequencedMap<String, String> carriedOver = new LinkedHashMap<>(facts.carriedOver());
    carriedOver.putAll(Map.of("Notes", "a: \"b\" # c\\|\t---"));
    return new PageFacts(history, carriedOver, facts.places());
  }
}
