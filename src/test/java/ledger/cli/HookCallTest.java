package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import ledger.cli.task.CheckCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hook calls is understood without picocli, and answers what picocli's way answers. */
class HookCallTest {
  private static final String LEDGER = "ledger/TASKS.md";

  @TempDir Path temp;

  @Test
  void aHooksCallIsUnderstoodWordForWord() {
    assertThat(understood("check", "--staged")).isTrue();
    assertThat(understood("check", "--staged", "--ledger", "a b.md")).isTrue();
    assertThat(understood("check")).isFalse();
    assertThat(understood("check", "--staged", "--fix")).isFalse();
    assertThat(understood("check", "--staged", "--ledger")).isFalse();
    assertThat(understood("check", "--staged", "--format", "json")).isFalse();
    assertThat(understood("list", "--staged")).isFalse();
  }

  @Test
  void bothWaysAnswerTheSame() throws Exception {
    GitDesk desk = GitDesk.in(temp, "a checkout").commit(LEDGER, GitDesk.SORTED);
    assertSame(desk, 0);
    assertSame(desk.stage(LEDGER, GitDesk.UNSORTED), 1);
    assertSame(desk.stage(LEDGER, "no ledger\n"), 1);
    desk.git().write("ledger/ledger.toml", "colour = 1\n");
    assertSame(desk, 3);
    Files.delete(desk.git().path("ledger/ledger.toml"));
    desk.git().git("rm", "-q", "--cached", LEDGER);
    assertSame(desk, 0);
    desk.git().git("config", "extensions.objectFormat", "sha256");
    assertSame(desk, 3);
    assertSame(new GitDesk(desk.git(), temp, desk.env()), 3);
  }

  /** The settings that would be committed, not those that lie in the folder. */
  @Test
  void stagedSettingsJudgeAStagedLedger() throws Exception {
    GitDesk desk = GitDesk.in(temp, "a checkout").commit(LEDGER, GitDesk.SORTED);
    desk.stage("ledger/ledger.toml", "colour = 1\n");
    desk.git().write("ledger/ledger.toml", "");
    assertSame(desk, 3);
    desk.stage("ledger/ledger.toml", "");
    desk.git().write("ledger/ledger.toml", "colour = 1\n");
    assertSame(desk, 0);
  }

  private static void assertSame(GitDesk desk, int exit) {
    GitDesk.Ended quick = desk.ledger("check", "--staged");
    GitDesk.Ended parsed = desk.ledger("check", "--staged", "--format=text");
    assertThat(quick.exit()).as(quick.err()).isEqualTo(exit).isEqualTo(parsed.exit());
    assertThat(quick.out()).isEqualTo(parsed.out());
    assertThat(quick.err()).isEqualTo(parsed.err().replace(" --format=text", ""));
    GitDesk.Ended named = desk.ledger("check", "--staged", "--ledger", LEDGER);
    GitDesk.Ended both = desk.ledger("--ledger", LEDGER, "check", "--staged");
    assertThat(named.exit()).isEqualTo(both.exit());
    assertThat(named.out()).isEqualTo(both.out());
  }

  private static boolean understood(String... words) {
    Console console = Console.of(System.out, System.err, java.util.Map.of());
    Context context =
        new Context(
            console,
            java.util.Map.of(),
            Path.of(""),
            java.time.Clock.systemUTC(),
            java.util.List.of(words));
    return CheckCommand.calledByHook(new Root(context), words).isPresent();
  }
}
