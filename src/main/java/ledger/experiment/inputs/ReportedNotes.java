package ledger.experiment.inputs;

import java.util.List;

/**
 * What a script was seen to use where this tool did not run it.
 *
 * @param script the digest of the script without its header
 * @param notes in the order noted
 */
public record ReportedNotes(String script, List<Note> notes) {
  /**
   * One observation, of a kind that {@code observe.py} knows.
   *
   * @param name of a file or folder, from the workspace; of a command, the command
   * @param more of a file, its digest, empty if it was not there; else as the kind has it
   */
  public record Note(String kind, String name, String more) {}

  public ReportedNotes {
    notes = List.copyOf(notes);
  }
}
