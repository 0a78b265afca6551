package ledger.site.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts are made side by side, and nothing of that can be seen in what comes out. */
@Timeout(60)
class ParallelTest {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  @Test
  void whatIsMadeComesInTheOrderOfTheParts() throws Exception {
    CountDownLatch others = new CountDownLatch(PROCESSORS > 1 ? 3 : 0);
    List<Parallel.PartBuilder<String>> parts = new ArrayList<>();
    parts.add(
        () -> {
          await(others);
          return "slow";
        });
    for (String name : List.of("a", "b", "c")) {
      parts.add(
          () -> {
            others.countDown();
            return name;
          });
    }
    assertThat(Parallel.all(parts)).containsExactly("slow", "a", "b", "c");
  }

  @Test
  void nothingIsMadeOfNothing() throws Exception {
    assertThat(Parallel.all(List.<Parallel.PartBuilder<String>>of())).isEmpty();
  }

  /** The second part fails first; the first one is reported, because it comes before it. */
  @Test
  void theFirstFailureInTheirOrderIsReported() {
    CountDownLatch second = new CountDownLatch(PROCESSORS > 1 ? 1 : 0);
    List<Parallel.PartBuilder<String>> parts =
        List.of(
            () -> {
              await(second);
              throw new IOException("first");
            },
            () -> {
              second.countDown();
              throw new IOException("second");
            });
    assertThatThrownBy(() -> Parallel.all(parts))
        .isInstanceOf(IOException.class)
        .hasMessage("first");
  }

  @Test
  void nothingIsBegunAfterAFailure() {
    AtomicInteger begun = new AtomicInteger();
    List<Parallel.PartBuilder<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      boolean wrong = i == 2;
      parts.add(
          () -> {
            if (wrong) {
              throw new IOException("the third");
            }
            LockSupport.parkNanos(1_000_000);
            return begun.incrementAndGet();
          });
    }
    assertThatThrownBy(() -> Parallel.all(parts)).hasMessage("the third");
    assertThat(begun.get()).isLessThan(1000);
  }

  @Test
  void ofManyFailuresTheFirstIsReported() {
    for (int round = 0; round < 2000; round++) {
      List<Parallel.PartBuilder<String>> parts = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String name = "part " + i;
        parts.add(
            () -> {
              throw new IOException(name);
            });
      }
      assertThatThrownBy(() -> Parallel.all(parts)).hasMessage("part 0");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
