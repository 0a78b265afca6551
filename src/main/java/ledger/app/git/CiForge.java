package ledger.app.git;

import java.util.List;

/** A forge that runs workflows. */
public enum CiForge {
  GITHUB(List.of("ubuntu-latest", "macos-latest")),
  GITLAB(
      List.of(
          "saas-linux-medium-amd64=" + CiWorkflow.IMAGE, "saas-macos-medium-m1=macos-15-xcode-16"));

  private final List<String> runners;

  CiForge(List<String> runners) {
    this.runners = runners;
  }

  /** Its own runners with Linux and macOS. */
  List<String> runners() {
    return runners;
  }
}
