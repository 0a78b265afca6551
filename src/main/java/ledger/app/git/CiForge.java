package ledger.app.git;

import java.util.List;

/** A forge that runs workflows. */
public enum CiForge {
  GITHUB,
  GITLAB;

  /** Its own runners with Linux and macOS. */
  List<String> runners() {
    return switch (this) {
      case GITHUB -> List.of("ubuntu-latest", "macos-latest");
      case GITLAB ->
          List.of(
              "saas-linux-medium-amd64=" + CiWorkflow.IMAGE,
              "saas-macos-medium-m1=macos-15-xcode-16");
    };
  }
}
