package ledger.document;

import java.util.List;

/**
 * A tape of choices. The same bytes always write the same document; a byte of 0, and the end of the
 * tape, is the plainest choice, so that a shorter tape with smaller bytes writes a simpler
 * document. jqwik shrinks such tapes, and Jazzer grows them.
 */
public final class Choices {
  private final byte[] tape;
  private int at;

  public Choices(byte[] tape) {
    this.tape = tape.clone();
  }

  /** A number from 0 to {@code bound - 1}; {@code bound} is at most 256. */
  public int below(int bound) {
    return at < tape.length ? (tape[at++] & 0xFF) % bound : 0;
  }

  public int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** True once in {@code n}; never when the tape is at its end. */
  public boolean onceIn(int n) {
    return below(n) == n - 1;
  }

  public String of(String... items) {
    return items[below(items.length)];
  }

  public <T> T of(List<T> items) {
    return items.get(below(items.size()));
  }

  /** Takes one of the items out. */
  <T> T take(List<T> items) {
    return items.remove(below(items.size()));
  }
}
