package ledger.git.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ledger's hooks call, after the launcher: the words are known here and nowhere else.
 *
 * @param ledger the ledger's file; null for the one that the command finds by itself
 */
public record HookCall(@Nullable String ledger) {
  /** The words without a ledger. */
  public static final List<String> WORDS = List.of("check", "--staged");

  private static final String NAMED = "--ledger";

  /** The call that the words of a command line are; nothing if they are anything else or more. */
  public static Optional<HookCall> of(List<String> words) {
    if (words.equals(WORDS)) {
      return Optional.of(new HookCall(null));
    }
    int size = WORDS.size();
    boolean named =
        words.size() == size + 2
            && words.subList(0, size).equals(WORDS)
            && words.get(size).equals(NAMED);
    return named ? Optional.of(new HookCall(words.get(size + 1))) : Optional.empty();
  }

  /** The words, as a shell reads them; the ledger as it is given, to be quoted by the caller. */
  public String inShell() {
    List<String> words = new ArrayList<>(WORDS);
    if (ledger != null) {
      words.add(NAMED);
      words.add(ledger);
    }
    return String.join(" ", words);
  }
}
