package ledger.cli.environment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.app.environment.EnvironmentAge;
import ledger.app.environment.OutdatedResult;
import ledger.app.environment.PackageAge;
import ledger.app.environment.PackageAge.Release;
import ledger.cli.Console;
import ledger.cli.Json;
import ledger.text.DisplayWidth;
import org.jspecify.annotations.Nullable;

/** What the package index has that environments do not, as lines and as JSON. */
public final class OutdatedWords {
  private OutdatedWords() {}

  public static void print(Console console, OutdatedResult result) {
    int width =
        result.environments().stream().mapToInt(age -> DisplayWidth.of(age.name())).max().orElse(0);
    for (EnvironmentAge age : result.environments()) {
      String name = DisplayWidth.padded(age.name(), width);
      List<PackageAge> old =
          age.packages().stream().filter(each -> each.release() != Release.NEWEST).toList();
      if (old.isEmpty()) {
        console.print("  " + name + "  has the newest releases");
      }
      for (PackageAge each : old) {
        console.print("  " + name + "  " + line(each));
        name = " ".repeat(width);
      }
    }
    result.environments().stream()
        .filter(age -> age.packages().stream().anyMatch(each -> each.release() == Release.OLDER))
        .forEach(age -> console.note(remedy(age)));
  }

  private static String remedy(EnvironmentAge age) {
    return age.ofScript()
        ? "without " + age.requirements() + " the script's next run locks it again"
        : "'ledger env update " + age.name() + "' locks it again";
  }

  private static String line(PackageAge age) {
    String text =
        age.name() + " " + String.join(" or ", age.locked()) + ", the index has " + age.newest();
    return age.release() == Release.HELD_BACK
        ? text + ", which " + age.wanted() + " excludes"
        : text;
  }

  public static void printJson(Console console, OutdatedResult result) {
    console.text(
        Json.write(
            Json.object(
                "schema",
                "ledger-outdated/1",
                "environments",
                result.environments().stream().map(OutdatedWords::json).toList())));
  }

  private static Map<String, @Nullable Object> json(EnvironmentAge age) {
    return Json.object(
        "name",
        age.name(),
        "requirements",
        age.requirements(),
        "packages",
        age.packages().stream().map(OutdatedWords::json).toList());
  }

  private static Map<String, @Nullable Object> json(PackageAge age) {
    return Json.object(
        "name", age.name(),
        "locked", age.locked(),
        "newest", age.newest(),
        "wanted", age.wanted(),
        "state", age.release().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
