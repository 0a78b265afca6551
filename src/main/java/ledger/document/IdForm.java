package ledger.document;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import ledger.document.words.BareId;
import ledger.document.words.PlainName;
import org.jspecify.annotations.Nullable;

/**
 * The form of a ledger's IDs.
 *
 * @param name an example of it, as in the setting {@code ids.pattern}; of an own form, its pattern
 * @param pattern of an ID in a cell, without decoration
 * @param mention the same within a text
 */
public record IdForm(String name, Pattern pattern, String mention) {
  static final String USUAL_PATTERN = "[A-Z][A-Z0-9_]*-[0-9]{1,9}";

  /** What an ID looks like unless a file says otherwise. */
  public static final IdForm USUAL = of("APO-001", USUAL_PATTERN);

  private static final String SIGN = "#";

  /** Those with a name, the usual one first. No text has two of these forms. */
  public static final List<IdForm> KNOWN =
      List.of(
          USUAL,
          of("proj-9", "[a-z][a-z0-9_]*-[0-9]{1,9}"),
          of("REQ-AUTH-01", "[A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)+-[0-9]{1,9}"),
          of("T001", "[A-Za-z]{1,9}[0-9]{1,9}"),
          of("#12", "#[0-9]{1,9}"),
          new IdForm("12", Pattern.compile("[0-9]{1,9}"), "#[0-9]{1,9}"),
          of("1.2", "[0-9]{1,4}(?:\\.[0-9]{1,4})+"));

  private static IdForm of(String name, String pattern) {
    return new IdForm(name, Pattern.compile(pattern), pattern);
  }

  /**
   * The form that a setting names, by an example or by a pattern.
   *
   * @return empty for a pattern that cannot be read
   */
  public static Optional<IdForm> named(String setting) {
    for (IdForm form : KNOWN) {
      if (form.name.equals(setting) || form.pattern.matcher(setting).matches()) {
        return Optional.of(form);
      }
    }
    try {
      return Optional.of(of(setting, setting));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** The first known form that all of these cells have; empty if there is none, or no cell. */
  public static Optional<IdForm> ofCells(Collection<String> cells) {
    return KNOWN.stream()
        .filter(form -> !cells.isEmpty() && cells.stream().allMatch(c -> form.read(c) != null))
        .findFirst();
  }

  /** The ID in a cell, however it is decorated: a link, bold, code; null if there is none. */
  public @Nullable TaskId read(String cell) {
    TaskId usual = equals(USUAL) ? TaskId.usual(cell) : null;
    if (usual != null || cell.isEmpty()) {
      return usual;
    }
    String plain = PlainName.unmarked(cell);
    TaskId id = plain(plain);
    id = id == null ? plain(BareId.of(plain)) : id;
    return id == null && cell.startsWith("[[") ? plain(BareId.of(PlainName.linked(cell))) : id;
  }

  private @Nullable TaskId plain(String plain) {
    if (!pattern.matcher(plain).matches()) {
      return null;
    }
    return TaskId.parse(plain.startsWith(SIGN) ? plain.substring(1) : plain).orElse(null);
  }

  /** A cell with another ID instead of its own; all else in it stays, if it has the ID as it is. */
  public String replaced(String cell, TaskId own, TaskId other) {
    return cell.contains(own.value()) ? cell.replace(own.value(), other.value()) : written(other);
  }

  /** Whether an ID is a number alone. */
  public boolean isNumber() {
    return pattern.matcher("1").matches() || pattern.matcher(SIGN + "1").matches();
  }

  /** The ID of this form that somebody typed; of the usual form in either case. */
  public Optional<TaskId> typed(String word) {
    TaskId id = read(equals(USUAL) ? word.toUpperCase(Locale.ROOT) : word);
    return Optional.ofNullable(id == null ? read(SIGN + word) : id);
  }

  /** An ID as it is written in a cell. */
  public String written(TaskId id) {
    return (name.startsWith(SIGN) ? SIGN : "") + id.value();
  }

  // Like TaskId's: the JVM would generate a record's own at run time.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IdForm form && name.equals(form.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
