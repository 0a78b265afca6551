package ledger.experiment.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import ledger.experiment.process.Supervised;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With what pip 23 to 26 and uv 0.9 say, word for word. */
class SetupDiagnosisTest {
  private static final Supervised.End ONE =
      new Supervised.End(Supervised.Outcome.EXITED, 1, "", Duration.ZERO);

  private static SetupDiagnosis of(String log) {
    return SetupDiagnosis.of(ONE, "Looking in links: x\n" + log + "\n[notice] a new pip\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ERROR: The editable requirement file:///p cannot be installed when requiring hashes, because | a folder
          ERROR: Can't verify hashes for these file:// requirements because they point to directories: | a folder
          error: In `--require-hashes` mode, all requirements must have a hash, but none were provided for: file:///p | a folder
          ERROR: In --require-hashes mode, all requirements must have their versions pinned with ==. | lacks a hash or a version
          error: In `--require-hashes` mode, all requirements must have their versions pinned with `==`, but found: six | lacks a hash or a version
          ERROR: Hashes are required in --require-hashes mode, but they are missing from some requirements. | lacks a hash or a version
          ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. | differs from the one that was locked
          error: Hash mismatch for `six==1.16.0` | differs from the one that was locked
          ERROR: No matching distribution found for nosuch==1.0 | no such package
          error: No solution found when resolving dependencies | no such package
          OSError: [Errno 28] No space left on device | the disk is full
          """)
  void theReasonIsRecognised(String said, String why) {
    SetupDiagnosis diagnosis = of(said);
    assertThat(diagnosis.why()).contains(why);
    assertThat(diagnosis.clear()).isTrue();
  }

  @Test
  void otherwiseTheLastErrorIsTheReason() {
    assertThat(of("ERROR: first\nERROR: cannot build wheel of x\n  more").why())
        .isEqualTo("ERROR: cannot build wheel of x");
    assertThat(of("a\nSegmentation fault").why()).isEqualTo("Segmentation fault");
    assertThat(SetupDiagnosis.of(ONE, "\n").why()).isEqualTo("exit status 1 without a word");
  }
}
