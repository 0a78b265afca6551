package ledger.text;

import java.util.Locale;

/** Names of constants outside of Java. */
public final class EnumNames {
  private EnumNames() {}

  /** As programs read it: {@code NOT_APPLICABLE} is {@code not-applicable}. */
  public static String hyphenated(Enum<?> constant) {
    return spelled(constant, '-');
  }

  /** As people read it: {@code NOT_APPLICABLE} is {@code not applicable}. */
  public static String spaced(Enum<?> constant) {
    return spelled(constant, ' ');
  }

  private static String spelled(Enum<?> constant, char between) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', between);
  }
}
