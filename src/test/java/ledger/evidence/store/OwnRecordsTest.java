package ledger.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ledger.evidence.claim.Condition;
import ledger.evidence.record.RunRecord;
import org.junit.jupiter.api.Test;

/** This project's own records, written by every ledger so far. */
class OwnRecordsTest {
  /** How many of each task: a record can be large. */
  private static final int EACH = 2;

  @Test
  void conditionsOfOldRecordsAreThoseOfTheHeadersNow() throws IOException {
    int seen = 0;
    for (Path folder : list(Path.of("ledger/results"))) {
      List<Path> records =
          list(folder).stream().filter(file -> file.toString().endsWith(".json")).toList();
      for (Path file : records.subList(0, Math.min(EACH, records.size()))) {
        RunRecord record = RecordJson.decode(Files.readString(file));
        record.claims().forEach(claim -> assertThat(claim.when()).isEqualTo(again(claim.when())));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(10);
  }

  /** As a header of now gives it: older records name a package about which nothing is demanded. */
  private static Condition again(Condition read) {
    return new Condition(read.backend(), read.blas(), read.demands());
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
