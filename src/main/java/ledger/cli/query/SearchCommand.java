package ledger.cli.query;

import java.util.List;
import ledger.app.search.SearchResult;
import ledger.app.search.SearchResult.Hit;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.text.DisplayWidth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Find the tasks that have all these words, best first: in rows, on pages, in what pages carry over, in the archive.",
      "Case does not matter, and a word that is nowhere finds what is like it. Exit code 1 if nothing is found."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger search memory", "  ledger search unified memroy --json"})
public final class SearchCommand extends LedgerCommand {
  @Parameters(arity = "1..*", paramLabel = "TEXT", description = "Words.")
  private List<String> words = List.of();

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    SearchResult result = app().search(String.join(" ", words));
    if (json) {
      console()
          .text(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-search/1",
                      "found",
                      result.found().stream().map(SearchCommand::json).toList())));
    } else {
      int width =
          result.found().stream().mapToInt(hit -> hit.id().value().length()).max().orElse(0);
      result.found().forEach(hit -> print(hit, width));
      if (result.found().isEmpty()) {
        console().note("nothing found");
      }
    }
    return result.found().isEmpty() ? ExitCode.NO : ExitCode.OK;
  }

  private static Object json(Hit hit) {
    return Json.object(
        "id",
        hit.id().value(),
        "state",
        hit.state() == null ? null : hit.state().id(),
        "title",
        hit.title(),
        "place",
        hit.place(),
        "text",
        hit.text());
  }

  private void print(Hit hit, int width) {
    String state = hit.state() == null ? "archived" : hit.state().heading();
    console()
        .print(
            Styled.of("  " + DisplayWidth.padded(hit.id().value(), width) + "  ")
                .and(Style.BOLD, hit.title())
                .and("  ")
                .and(Style.DIM, state));
    String around = hit.text().replace("…", "").strip();
    if (!hit.title().contains(around) && !around.equals(hit.id().value())) {
      console().print(" ".repeat(width + 4) + hit.place() + ": " + hit.text());
    }
  }
}
