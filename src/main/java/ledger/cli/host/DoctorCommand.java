package ledger.cli.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ledger.app.host.DoctorRequest;
import ledger.app.host.HostCheck;
import ledger.app.host.HostTrouble;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.cli.ProductVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Look at what this machine has of all that ledger needs, and say how to get what is missing.",
      "Changes nothing. Exit code 1 if something that was set up does not work."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger doctor", "  ledger doctor --json"})
public final class DoctorCommand extends LedgerCommand {
  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    String archive = System.getProperty("ledger.archive", "");
    List<HostCheck> checks =
        app()
            .doctor(
                new DoctorRequest(
                    launcher(),
                    archive.isEmpty() ? null : Path.of(archive),
                    ProductVersion.shown(),
                    console().isTerminal() ? console().columns() : null));
    if (json) {
      console()
          .text(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-doctor/1",
                      "checks",
                      checks.stream().map(DoctorCommand::json).toList())));
    } else {
      checks.forEach(check -> DoctorWords.print(console(), check));
    }
    return checks.stream().anyMatch(DoctorCommand::isBroken) ? ExitCode.NO : ExitCode.OK;
  }

  private static boolean isBroken(HostCheck check) {
    return check.trouble().map(HostTrouble::weight).stream()
        .anyMatch(weight -> weight == HostTrouble.Weight.ERROR);
  }

  private static Map<String, @Nullable Object> json(HostCheck check) {
    return Json.object(
        "topic",
        DoctorWords.id(check.topic()),
        "facts",
        check.facts(),
        "trouble",
        check.trouble().map(DoctorWords::id).orElse(null),
        "weight",
        check.trouble().map(trouble -> DoctorWords.id(trouble.weight())).orElse(null),
        "help",
        check.trouble().map(trouble -> DoctorWords.remedy(trouble, check.facts())).orElse(null));
  }
}
