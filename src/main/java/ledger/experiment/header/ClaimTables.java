package ledger.experiment.header;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.VersionSpecifier;
import ledger.text.Addresses;
import ledger.text.toml.TomlTable;
import org.jspecify.annotations.Nullable;

/** Reads the tables of claims and of known failures. */
final class ClaimTables {
  private static final Set<String> BACKENDS = Set.of("cpu", "cuda", "metal");
  private static final Set<String> BLAS =
      Set.of("reference", "openblas", "mkl", "accelerate", "unknown");

  /** What a condition can be about besides packages. */
  private static final List<String> KINDS = List.of("backend", "blas");

  private ClaimTables() {}

  static List<Claim> claims(HeaderTable parent) {
    List<Claim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (HeaderTable table : parent.children("claims")) {
      table.allow(
          "id",
          "text",
          "metric",
          "at-least",
          "at-most",
          "equals",
          "between",
          "exact",
          "where",
          "arm",
          "when");
      String id = table.text("id");
      if (!id.isEmpty() && !ids.add(id)) {
        table.error("id", "another claim also has the ID \"" + id + "\"");
      }
      BoundFields bound = BoundFields.of(table);
      claims.add(
          new Claim(
              id,
              table.text("text"),
              table.text("metric"),
              bound.bound(),
              bound.unit(),
              table.flag("exact"),
              where(table),
              table.has("arm") ? table.text("arm") : null,
              condition(table)));
    }
    return List.copyOf(claims);
  }

  static List<KnownFailure> known(HeaderTable parent, String key, List<Claim> claims) {
    List<KnownFailure> known = new ArrayList<>();
    for (HeaderTable table : parent.children(key)) {
      table.allow("claim", "when", "reason", "link");
      String claim = table.text("claim");
      if (!claim.isEmpty() && claims.stream().noneMatch(c -> c.id().equals(claim))) {
        List<String> ids = claims.stream().map(Claim::id).toList();
        table.unknown("claim", claim, "there is no claim \"" + claim + "\" in this script", ids);
      }
      String link = table.has("link") ? table.text("link") : null;
      if (link != null && !Addresses.isAllowed(link)) {
        table.error(
            "link",
            "\"" + link + "\" is not an address that a link may have; " + Addresses.ALLOWED);
      }
      known.add(new KnownFailure(claim, condition(table), table.text("reason"), link));
    }
    return List.copyOf(known);
  }

  private static SortedMap<String, String> where(HeaderTable table) {
    SortedMap<String, String> where = new TreeMap<>();
    TomlTable given = table.child("where");
    for (String name : given.keys()) {
      Optional<String> text = Parameters.text(given.get(name));
      if (text.isEmpty()) {
        table.error("where", name + " must be a number, a string, true or false");
      }
      where.put(name, text.orElse(""));
    }
    return where;
  }

  private static Condition condition(HeaderTable table) {
    TomlTable when = table.child("when");
    SortedMap<String, String> packages = new TreeMap<>();
    for (String key : when.keys()) {
      if (!KINDS.contains(key)) {
        packages.put(key, specifier(table, key, when.get(key)));
      }
    }
    return new Condition(
        names(table, when, "backend", BACKENDS), names(table, when, "blas", BLAS), packages);
  }

  private static List<String> names(
      HeaderTable table, TomlTable when, String key, Set<String> known) {
    if (!when.has(key)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    List<?> given = when.get(key) instanceof List<?> list ? list : List.of(when.get(key));
    for (Object name : given) {
      if (name instanceof String text && known.contains(text)) {
        names.add(text);
      } else {
        String allowed = String.join(", ", known.stream().sorted().toList());
        table.error("when", key + " has " + shown(name) + "; known: " + allowed);
      }
    }
    if (given.isEmpty()) {
      table.error("when", key + " is an empty list, so the claim would apply nowhere");
    }
    return List.copyOf(names);
  }

  /** Any other key is a package: what cannot be its version is more likely a mistyped name. */
  private static String specifier(HeaderTable table, String name, @Nullable Object given) {
    if (given instanceof String text && VersionSpecifier.parse(text).isPresent()) {
      return text.strip();
    }
    String message =
        "a condition is about backend, blas or the versions of a package, such as \">=1.2\"; "
            + name
            + " has "
            + shown(given);
    table.unknown("when", name, message, KINDS);
    return "";
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case String text -> "\"" + text + "\"";
      case TomlTable table -> "a table";
      case List<?> list -> "a list";
      default -> value.toString();
    };
  }
}
