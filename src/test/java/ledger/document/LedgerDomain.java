package ledger.document;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.domains.DomainContextBase;

/** Documents for properties. */
public final class LedgerDomain extends DomainContextBase {
  private static final int TAPE = 700;

  @Provide
  Arbitrary<LedgerWriter.Written> ledgers() {
    return tapes(TAPE).map(LedgerWriter::write);
  }

  @Provide
  Arbitrary<Choices> choices() {
    return tapes(60).map(Choices::new);
  }

  private static Arbitrary<byte[]> tapes(int size) {
    return Arbitraries.bytes()
        .withDistribution(RandomDistribution.uniform())
        .array(byte[].class)
        .ofMaxSize(size)
        .withSizeDistribution(RandomDistribution.uniform())
        .withoutEdgeCases();
  }
}
