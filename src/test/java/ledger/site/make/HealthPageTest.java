package ledger.site.make;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.document.TaskId;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.Fixture;
import ledger.site.Runs;
import ledger.site.SiteInput;
import ledger.site.page.Badge;
import ledger.site.page.Fact;
import ledger.site.page.Frame;
import ledger.site.page.HealthPage;
import ledger.site.page.Html;
import org.junit.jupiter.api.Test;

/** The page about the hosts' health, from the reports that runs carry. */
class HealthPageTest {
  private static final Frame FRAME =
      new Frame("Site", "Health", "", "health", null, null, "", "ledger");

  private static HealthPage of(RunEvidence... runs) throws Exception {
    Map<TaskId, TaskEvidence> evidence = new HashMap<>();
    Fixture.put(
        evidence,
        "MLX-001",
        Status.VERIFIED,
        "Fine.",
        Fixture.experiment("any", "Any", List.of(), List.of(runs)));
    return page(Fixture.input(evidence, Map.of()));
  }

  private static HealthPage page(SiteInput input) throws Exception {
    List<HealthBuilder.Reported> reports =
        input.ledger().tasks().stream()
            .map(task -> HealthBuilder.reports(input.evidence().of(task.id()), input.subject()))
            .flatMap(List::stream)
            .toList();
    return new HealthBuilder(
            Survey.of(input.ledger().tasks(), task -> input.evidence().heads(task)).known(),
            reports)
        .page(FRAME);
  }

  private static Runs with(String report, String environment) {
    return Runs.in(environment).artifact("health.json", "application/json", report);
  }

  @Test
  void showsWhatNeedsAttentionFirstAndWhatToDo() throws Exception {
    HealthPage page = page(Fixture.input());
    assertThat(page.hosts()).hasSize(1);
    HealthPage.HostHealth host = page.hosts().getFirst();
    assertThat(host.status()).isEqualTo("fail");
    assertThat(host.summary())
        .isEqualTo("4 items: 1 failed, 1 warning, 1 passed, 1 not applicable");
    assertThat(host.attention())
        .extracting(HealthPage.HealthItem::title)
        .containsExactly("g++ is there", "Blas");
    assertThat(host.attention().get(1).remedy())
        .isEqualTo(new Html("use OpenBLAS, see <a href=\"tasks/MLX-001.html\">MLX-001</a>"));
    assertThat(host.others())
        .extracting(HealthPage.HealthItem::id)
        .containsExactly("system", "wiring");
    assertThat(host.href()).isEqualTo("runs/MLX-008/20261123T101500Z-pi4f2a91.html");
    assertThat(host.facts())
        .extracting(fact -> fact.name() + ": " + fact.value())
        .contains("BLAS: reference (libblas.so.3), 1 thread", "Packages: mlx 0.29.4");
    assertThat(host.report())
        .extracting(HealthPage.ReportedItem::item)
        .containsExactly("system", "compiler", "blas", "wiring");
  }

  @Test
  void hasAColumnForEachHostAndEnvironment() throws Exception {
    String other =
        "{\"schema\": 1, \"items\": [{\"item\": \"new\", \"status\": \"pass\", \"detail\": \"x\"}]}";
    HealthPage page =
        of(
            with(other, "latest").make("MLX-001", "any", Status.VERIFIED, ""),
            with(Fixture.HEALTH, "pinned").make("MLX-001", "any", Status.VERIFIED, ""));
    assertThat(page.hosts())
        .extracting(HealthPage.HostHealth::environment)
        .containsExactly("pinned", "latest");
    assertThat(page.rows())
        .filteredOn(row -> row.id().equals("new"))
        .singleElement()
        .satisfies(
            row -> assertThat(row.badges()).containsExactly(null, HealthBuilder.badge("pass")));
  }

  @Test
  void anEnvironmentWithAnOlderReleaseSaysWhoHasTheNewest() throws Exception {
    HealthPage page =
        of(
            with(Fixture.HEALTH, "pinned").mlx("0.9.4").make("MLX-001", "any", Status.VERIFIED, ""),
            with(Fixture.HEALTH, "latest")
                .mlx("0.32.4")
                .make("MLX-001", "any", Status.VERIFIED, ""),
            with(Fixture.HEALTH, "middle")
                .mlx("0.10.0")
                .make("MLX-001", "any", Status.VERIFIED, ""));
    assertThat(page.hosts())
        .filteredOn(host -> host.environment().equals("pinned"))
        .flatExtracting(HealthPage.HostHealth::older)
        .containsExactly(new HealthPage.OlderRelease("mlx", "0.9.4", "0.32.4", "latest"));
    assertThat(page.hosts())
        .filteredOn(host -> host.environment().equals("latest"))
        .flatExtracting(HealthPage.HostHealth::older)
        .isEmpty();
  }

  @Test
  void measuredSpeedIsAmongTheFacts() throws Exception {
    HealthPage page =
        of(
            with(Fixture.HEALTH, "pinned")
                .metric("gflops", "Matrix product", "GFLOP/s", "higher")
                .samples("gflops", 4.5, 1, null, "n", "512")
                .make("MLX-001", "any", Status.VERIFIED, ""));
    assertThat(page.hosts().getFirst().facts())
        .contains(new Fact("Matrix product, n=512", new Html("4.5\u00A0GFLOP/s")));
  }

  @Test
  void aReportThatCannotBeReadIsShownAsThat() throws Exception {
    for (String report : List.of("{", "[]", "{\"schema\": 2, \"items\": []}", "{\"schema\": 1}")) {
      HealthPage page = of(with(report, "pinned").make("MLX-001", "any", Status.VERIFIED, ""));
      assertThat(page.hosts())
          .singleElement()
          .satisfies(
              host -> {
                assertThat(host.unreadable()).as(report).startsWith("it ");
                assertThat(host.status()).isEqualTo("unknown");
              });
    }
    assertThat(of(Runs.in("pinned").make("MLX-001", "any", Status.VERIFIED, "")).hosts()).isEmpty();
  }

  @Test
  void anUnknownStatusIsKeptAsAWordAndNeverAPass() throws Exception {
    String odd =
        "{\"schema\": 1, \"items\": [{\"item\": \"a\", \"status\": \"odd\", \"detail\": \"\"}]}";
    HealthPage.HostHealth host =
        of(with(odd, "pinned").make("MLX-001", "any", Status.VERIFIED, "")).hosts().getFirst();
    assertThat(host.badge()).isEqualTo(new Badge("none", "?", "odd"));
    assertThat(host.attention()).hasSize(1);
  }
}
