package ledger.document.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Choices;
import ledger.document.PageWriter;
import ledger.document.Verbs;
import ledger.text.InvalidText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** The tool's own keys in a page change alone, or not at all, however damaged the page is. */
class PageProperties {
  @Provide
  Arbitrary<Choices> tapes() {
    return Arbitraries.bytes()
        .withDistribution(RandomDistribution.uniform())
        .array(byte[].class)
        .ofMaxSize(250)
        .withSizeDistribution(RandomDistribution.uniform())
        .withoutEdgeCases()
        .map(Choices::new);
  }

  @Property
  void factsAreReadAsTheyWereWritten(@ForAll("tapes") Choices choices) throws Exception {
    TaskPage page = written(choices);
    PageFacts facts = PageWriter.facts(choices);
    TaskPage after = Verbs.page(page.with(facts));
    assertThat(after.facts()).isEqualTo(facts);
    assertThat(after.prose()).isEqualTo(page.prose());
    assertThat(after.with(facts)).as("nothing to change").isEqualTo(after.source().content());
  }

  @Property
  void aDamagedPageIsRefusedOrKeepsEverythingElse(@ForAll("tapes") Choices choices)
      throws Exception {
    String damaged = PageWriter.damaged(written(choices).source().content(), choices);
    PageFacts facts = PageWriter.facts(choices);
    TaskPage page;
    String text;
    try {
      page = Verbs.page(damaged);
      text = page.with(facts);
    } catch (InvalidText e) {
      assertThat(e.problem().render()).startsWith("page.md:").contains("[bad-front-matter]");
      assertThat(e.problem().place().line()).isPositive();
      return;
    }
    TaskPage after = Verbs.page(text);
    assertThat(after.facts()).isEqualTo(facts);
    assertThat(after.prose()).isEqualTo(page.prose());
    assertThat(PageWriter.ownLists(text)).as(text).allMatch(count -> count <= 1);
    assertThat(others(after)).isEqualTo(others(page));
  }

  private static TaskPage written(Choices choices) throws InvalidText {
    while (true) {
      try {
        return Verbs.page(PageWriter.page(choices));
      } catch (InvalidText e) {
        // The user's own front matter was none; the tape ends with a plain one.
      }
    }
  }

  /** The lines that are not the tool's, but for the dashes that it may have added. */
  private static List<String> others(TaskPage page) throws InvalidText {
    List<String> lines = new ArrayList<>();
    var front = FrontMatter.of(page.source());
    if (front.isEmpty()) {
      return lines;
    }
    String text = front.get().yaml().of(page.source().content());
    for (FrontMatter.Entry entry : front.get().entries()) {
      if (List.of("history", "held", "places").contains(entry.key())) {
        text = text.replace(front.get().lines(entry).of(page.source().content()), "");
      }
    }
    lines.addAll(text.lines().toList());
    return lines;
  }
}
