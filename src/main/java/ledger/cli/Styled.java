package ledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line whose parts may have a style. The parts are only what they say: {@link Console} makes
 * their control characters visible and adds its own for the styles, so no text can command the
 * terminal.
 */
public record Styled(List<StyledPart> parts) {
  /** The few styles that are used. */
  public enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }

    String on() {
      return "\u001b[" + code + "m";
    }

    static String off() {
      return "\u001b[0m";
    }
  }

  record StyledPart(@Nullable Style style, String text) {}

  public static Styled of(String text) {
    return new Styled(List.of(new StyledPart(null, text)));
  }

  public static Styled of(Style style, String text) {
    return new Styled(List.of(new StyledPart(style, text)));
  }

  public Styled and(String text) {
    return and(of(text));
  }

  public Styled and(Style style, String text) {
    return and(of(style, text));
  }

  /** What it says, without styles. */
  public String text() {
    return parts.stream().map(StyledPart::text).collect(Collectors.joining());
  }

  public Styled and(Styled more) {
    List<StyledPart> all = new ArrayList<>(parts);
    all.addAll(more.parts);
    return new Styled(all);
  }
}
