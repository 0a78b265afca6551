package ledger.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import ledger.document.LedgerDomain;
import ledger.document.LedgerWriter.Written;
import ledger.document.Verbs;
import ledger.document.edit.Meaning;
import ledger.text.SourceText;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Whatever stands in a document: it is read right, and nothing of it is lost. */
@Domain(LedgerDomain.class)
class LosslessProperties {
  @Property
  void readAndWrittenGivesTheSameBytes(@ForAll Written written) throws Exception {
    byte[] bytes = written.text().getBytes(StandardCharsets.UTF_8);
    assertThat(SourceText.decode("TASKS.md", bytes).encode()).isEqualTo(bytes);
  }

  @Property
  void everyRowAndNothingElseIsATask(@ForAll Written written) {
    assertThat(Meaning.of(Verbs.parse(written.text()))).isEqualTo(written.meaning());
  }
}
