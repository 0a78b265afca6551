package ledger.app.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import ledger.text.ShellWord;
import org.jspecify.annotations.Nullable;

/**
 * A forge's workflow: check, verify on several kinds of host, publish the site. The text is a
 * resource of this class, in which what differs by repository is between two {@code @}.
 *
 * @param tool how the forge gets ledger
 * @param ledger relative to the repository's root; null if the command finds it by itself
 * @param paths of this ledger, relative to the repository's root
 * @param branch whose site is published
 * @param runners labels of runners, one per kind of host; on GitLab a tag, or {@code TAG=IMAGE}
 * @param chosen whether the user named the runners
 */
record CiWorkflow(
    CiTool tool,
    @Nullable String ledger,
    CiPaths paths,
    String branch,
    List<String> runners,
    boolean chosen) {
  /**
   * Where things are, relative to the repository's root.
   *
   * @param results the folder of the run records
   * @param site the site's folder
   * @param environments the folder of the experiments' environments
   * @param experiments the folder of the experiments
   * @param settings the ledger's settings
   */
  record CiPaths(
      String results, String site, String environments, String experiments, String settings) {}

  private static final String MAVEN_IMAGE = "maven:3.9-eclipse-temurin-21";
  private static final String PYTHON_IMAGE = "python:3.12";

  /** Runners that GitHub has for everybody: what runs there reaches nobody's machine. */
  private static final String HOSTED = "(ubuntu|macos|windows)-(latest|[0-9].*)";

  String text(CiForge forge) throws IOException {
    return switch (forge) {
      case GITHUB -> github();
      case GITLAB -> gitlab();
    };
  }

  private String github() throws IOException {
    String text =
        filled("github.yml")
            .replace("@tool@\n", githubTool())
            .replace("@forks@\n", forks())
            .replace("@branches@", CiYaml.scalar(CiYaml.filter(branch)))
            .replace("@base@", CiYaml.scalar(branch))
            .replace("@ref@", CiYaml.expression("refs/heads/" + branch))
            .replace("@resultsWord@", ShellWord.of(paths.results()))
            .replace(
                "@requirements@",
                CiYaml.expression(paths.experiments() + "/**/*.txt")
                    + ", "
                    + CiYaml.expression(paths.settings()))
            .replace(
                "@runners@",
                runners.stream().map(CiYaml::scalar).collect(Collectors.joining(", ")));
    Properties actions = new Properties();
    actions.load(new StringReader(resource("actions.properties")));
    for (String name : actions.stringPropertyNames()) {
      text = text.replace("@" + name + "@", actions.getProperty(name));
    }
    return text;
  }

  private String githubTool() {
    String java =
        """
              - uses: @setup-java@
                with:
                  distribution: temurin
                  java-version: '25'
                  cache: maven
        """;
    return switch (tool) {
      case CiTool.InRepository inside -> java;
      case CiTool.InAnother other ->
          """
                - uses: @checkout@
                  with:
                    persist-credentials: false
                    repository: %s
                    path: %s
          """
                  .formatted(CiYaml.scalar(other.repository()), CiTool.FOLDER)
              + (other.revision() == null
                  ? ""
                  : "          ref: " + CiYaml.scalar(other.revision()) + "\n")
              + java;
      case CiTool.Released release ->
          """
                - uses: @cache@
                  with:
                    path: |
                      ~/.cache/pip
                      ~/Library/Caches/pip
                    key: %s-${{ runner.os }}-${{ runner.arch }}
                - name: Install ledger
                  run: |
                    %s
          """
              .formatted(release.requirement(), installed(release));
    };
  }

  private static String installed(CiTool.Released release) {
    return "python3 -m venv %1$s && %1$s/bin/pip install --quiet %2$s || exit 3"
        .formatted(CiTool.FOLDER, ShellWord.of(release.requirement()));
  }

  private String forks() {
    if (runners.stream().allMatch(label -> label.matches(HOSTED))) {
      return "    if: ${{ !cancelled() }}\n";
    }
    return """
        # On your own runners, what a pull request from a fork brings along would run on your machines: not there.
        if: ${{ !cancelled() && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository) }}
    """;
  }

  private String gitlab() throws IOException {
    boolean release = tool instanceof CiTool.Released;
    return filled("gitlab.yml")
        .replace("@image@", release ? PYTHON_IMAGE : MAVEN_IMAGE)
        .replace("@packages@", "g++ git python3 python3-venv")
        .replace("@tool@\n", gitlabTool())
        .replace("@macos@\n", chosen ? "" : MACOS)
        .replace("@folder@", ShellWord.of(paths.site()))
        .replace("@runners@\n", runners.stream().map(this::runner).collect(Collectors.joining()));
  }

  private static final String MACOS =
      """

      # Optional: GitLab.com's macOS runners are a beta, and for Premium and Ultimate only. The CI/CD variable
      # LEDGER_MACOS with the value true switches this on; a Mac of your own is named by --runner.
      verify-macos:
        extends: verify
        rules:
          - if: $LEDGER_MACOS == "true"
        parallel:
          matrix:
            - RUNNER: saas-macos-medium-m1
              IMAGE: macos-15-xcode-16
      """;

  private String gitlabTool() {
    return switch (tool) {
      case CiTool.InRepository inside -> "";
      case CiTool.InAnother other ->
          """
              - |
                git init --quiet %1$s
                git -C %1$s fetch --quiet --depth 1 %2$s %3$s || exit 3
                git -C %1$s checkout --quiet --detach FETCH_HEAD
          """
              .formatted(
                  CiTool.FOLDER,
                  ShellWord.of(other.repository()),
                  other.revision() == null ? "HEAD" : ShellWord.of(other.revision()));
      case CiTool.Released release ->
          """
              - |
                %s
          """
              .formatted(installed(release));
    };
  }

  private String runner(String label) {
    int at = label.indexOf('=');
    String tag = at < 0 ? label : label.substring(0, at);
    String usual = tool instanceof CiTool.Released ? PYTHON_IMAGE : MAVEN_IMAGE;
    return """
          - RUNNER: %s
            IMAGE: %s
    """
        .formatted(CiYaml.scalar(tag), CiYaml.scalar(at < 0 ? usual : label.substring(at + 1)));
  }

  private String filled(String resource) throws IOException {
    return resource(resource)
        .replace("@launcher@", ShellWord.of(tool.launcher()))
        .replace("@option@", ledger == null ? "" : " --ledger " + ShellWord.of(ledger))
        .replace("@results@", CiYaml.scalar(paths.results()))
        .replace("@site@", CiYaml.scalar(paths.site()))
        .replace("@environments@", CiYaml.scalar(paths.environments()));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CiWorkflow.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
