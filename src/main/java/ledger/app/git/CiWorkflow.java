package ledger.app.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A forge's workflow: check, verify on several kinds of host, publish the site. The text is a
 * resource of this class, in which what differs by repository is between two {@code @}.
 *
 * @param launcher relative to the repository's root
 * @param ledger relative to the repository's root; null if the command finds it by itself
 * @param results the folder of the run records
 * @param site the site's folder
 * @param branch whose site is published
 * @param runners labels of runners, one per kind of host; on GitLab a tag, or {@code TAG=IMAGE}
 * @param tool where the tool's own repository is; null if it is this one
 */
record CiWorkflow(
    String launcher,
    @Nullable String ledger,
    String results,
    String site,
    String branch,
    List<String> runners,
    @Nullable String tool) {
  /** Where a tool from another repository is checked out. */
  static final String TOOL_FOLDER = ".ledger-tool";

  static final String IMAGE = "maven:3.9-eclipse-temurin-21";

  String text(CiForge forge) throws IOException {
    return switch (forge) {
      case GITHUB -> github();
      case GITLAB -> gitlab();
    };
  }

  private String github() throws IOException {
    String checkout =
        """
              - uses: actions/checkout@v7
                with:
                  repository: %s
                  path: %s
        """
            .formatted(yaml(String.valueOf(tool)), TOOL_FOLDER);
    return filled("github.yml", checkout)
        .replace("@branch@", branch)
        .replace(
            "@runners@", runners.stream().map(CiWorkflow::yaml).collect(Collectors.joining(", ")));
  }

  private String gitlab() throws IOException {
    String clone =
        """
          before_script:
            - |
              git clone --quiet --depth 1 %s %s
        """
            .formatted(word(String.valueOf(tool)), TOOL_FOLDER);
    return filled("gitlab.yml", clone)
        .replace(
            "@runners@\n", runners.stream().map(CiWorkflow::runner).collect(Collectors.joining()));
  }

  private static String runner(String label) {
    int at = label.indexOf('=');
    String tag = at < 0 ? label : label.substring(0, at);
    String image = at < 0 ? IMAGE : label.substring(at + 1);
    return """
              - RUNNER: %s
                IMAGE: %s
        """
        .formatted(yaml(tag), yaml(image));
  }

  private String filled(String resource, String getTool) throws IOException {
    return resource(resource)
        .replace("@tool@\n", tool == null ? "" : getTool)
        .replace("@launcher@", word(launcher))
        .replace("@option@", ledger == null ? "" : " --ledger " + word(ledger))
        .replace("@results@", yaml(results))
        .replace("@site@", yaml(site))
        .replace("@folder@", word(site));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CiWorkflow.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A word for the shell. */
  private static String word(String text) {
    return text.matches("[A-Za-z0-9_./:@+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** A YAML scalar. */
  private static String yaml(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_./-]*(:[A-Za-z0-9_.-]+)?") ? text : quoted(text);
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + escaped + "\"";
  }
}
