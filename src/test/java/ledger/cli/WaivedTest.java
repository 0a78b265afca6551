package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that was accepted as done without evidence is shown as that, wherever it is shown. */
class WaivedTest {
  private static final String DAY = "2026-11-20T10:00:00Z";
  private static final String NEXT_DAY = "2026-11-21T10:00:00Z";
  private static final double[] HOLDS = {3, 4, 3, 4, 3, 4, 3, 4};
  private static final double[] REFUTES = {1, 1.1, 1, 1.1, 1, 1.1, 1, 1.1};
  private static final String WAIVED =
      "waived          accepted without evidence: no time; counting has not run in pinned";

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void waive() throws Exception {
    desk = new Desk(folder);
    assertThat(desk.ledger("done", "MLX-002", "--waive", "no time").exit()).isZero();
  }

  private String out(String... args) {
    Desk.Ended ended = desk.ledger(args);
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended.out();
  }

  @Test
  void onTheCommandLine() {
    assertThat(out("results")).contains(WAIVED);
    assertThat(out("results", "MLX-002")).contains(WAIVED);
    assertThat(out("results", "MLX-002", "--json")).contains("\"status\" : \"waived\"");
    assertThat(out("results", "verify")).contains(WAIVED);
    assertThat(out("show", "MLX-002")).contains("waived: no time");
    assertThat(out("check")).contains("no problems");
  }

  @Test
  void inEveryFileOfTheSite() throws Exception {
    out("site");
    assertThat(desk.read("site/index.html"))
        .contains("badge waived", "1 waived", "accepted without evidence: no time");
    assertThat(desk.read("site/index.json").replaceAll("\\s", ""))
        .contains("\"verdict\":\"waived\",\"reason\":\"acceptedwithoutevidence:notime;");
    assertThat(desk.read("site/tasks/MLX-002.html"))
        .contains("badge waived", "<strong>Waived.</strong>", "no time")
        .contains("<p>counting has not run in pinned</p>");
    assertThat(desk.read("site/tasks/MLX-002.json")).contains("\"verdict\": \"waived\"");
    assertThat(desk.read("site/badges/MLX-002.svg")).contains("evidence: Waived<");
    assertThat(desk.read("site/feed.xml"))
        .contains(
            "MLX-002 Document Lazy Computation Behavior: Done, waived",
            "Accepted without evidence: no time");
    assertThat(desk.read("site/assets/index.js")).contains("\"Waived, Done\"");
  }

  @Test
  void aWaivedTaskIsNotVerifiedAndIsNotRefutedEither() throws Exception {
    Desk.Ended reopened = desk.ledger("reopen", "MLX-002");
    assertThat(reopened.exit()).isEqualTo(ExitCode.NO);
    assertThat(reopened.err())
        .contains("no evidence refutes MLX-002: accepted without evidence: no time");
    // An old run, which takes nothing back and shows on no badge.
    desk.brought("pinned", DAY, false, HOLDS);
    desk.write("ledger/experiments/counting.py", Desk.HEADER + "pass  # edited\n");
    assertThat(out("results", "MLX-002"))
        .contains(
            "accepted without evidence: no time; counting (imported): changed since the run: the"
                + " script");
    out("site");
    assertThat(desk.read("site/badges/MLX-002.svg")).contains("evidence: Waived<");
  }

  @Test
  void whatEvidenceSaysWeighsMoreThanAWaiver() throws Exception {
    desk.brought("pinned", DAY, false, HOLDS);
    assertThat(out("results")).contains("verified").doesNotContain("waived");
    out("site");
    assertThat(desk.read("site/tasks/MLX-002.html"))
        .contains("badge good")
        .doesNotContain("<strong>Waived.</strong>");
    desk.brought("pinned", NEXT_DAY, false, REFUTES);
    assertThat(out("results")).contains("failed").doesNotContain("waived");
    assertThat(desk.ledger("check").err()).contains("MLX-002 is done, but its evidence refutes it");
    assertThat(desk.ledger("reopen", "MLX-002").exit()).isZero();
  }

  @Test
  void aWaiverCountsWhileTheTaskIsDoneAndForThatTimeAlone() throws Exception {
    out("move", "MLX-002", "review");
    assertThat(out("results")).contains("none ").doesNotContain("waived");
    assertThat(desk.ledger("done", "MLX-002").err()).contains("MLX-002 is not verified");
    desk.brought("pinned", DAY, false, HOLDS);
    assertThat(desk.ledger("done", "MLX-002", "--waive", "x").err())
        .contains("error: MLX-002 is verified, so there is nothing to waive")
        .contains("help: leave out --waive");
    out("done", "MLX-002");
    desk.write("ledger/experiments/counting.py", Desk.HEADER + "pass  # edited\n");
    assertThat(out("results")).contains("stale ").doesNotContain("waived");
  }
}
