package ledger.document.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ledger.document.Ledger;
import ledger.document.LedgerDomain;
import ledger.document.LedgerWriter.Written;
import ledger.document.Table;
import ledger.document.Verbs;
import ledger.document.edit.Meaning;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Aligning changes the spaces of tables, and nothing else. */
@Domain(LedgerDomain.class)
class AlignmentProperties {
  private static Ledger aligned(Ledger ledger) {
    return new Alignment(ledger).of(Set.copyOf(Verbs.LAYOUT.states()));
  }

  @Property
  void everyCellSaysWhatItSaid(@ForAll Written written) {
    Ledger before = Verbs.parse(written.text());
    Ledger after = aligned(before);
    assertThat(Meaning.of(after)).isEqualTo(Meaning.of(before));
    assertThat(around(after)).isEqualTo(around(before));
  }

  @Property
  void onceIsEnough(@ForAll Written written) {
    Ledger once = aligned(Verbs.parse(written.text()));
    assertThat(aligned(once).source().content()).isEqualTo(once.source().content());
  }

  /** The lines outside of tables, and how every line ends. */
  private static List<String> around(Ledger ledger) {
    List<String> full = Verbs.fullLines(ledger);
    List<String> plain = Verbs.lines(ledger);
    List<String> around = new ArrayList<>(full);
    for (Table table : ledger.tables().values()) {
      for (int line = table.headerLine(); line <= table.lastLine(); line++) {
        around.set(line, full.get(line).substring(plain.get(line).length()));
      }
    }
    return around;
  }
}
