package ledger.app.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import ledger.document.edit.Refusal;
import ledger.evidence.store.DamagedRecord;
import ledger.text.InvalidText;

/** Something that a surface asks for. */
public interface UseCase<T> {
  T run() throws IOException, InvalidText, InvalidFiles, Refusal, Failure;

  /** Runs a use case; exceptions from below become the three that surfaces know. */
  static <T> T call(UseCase<T> useCase) throws IOException, InvalidFiles, Failure {
    try {
      return useCase.run();
    } catch (InvalidText e) {
      throw new InvalidFiles(List.of(e.problem()));
    } catch (DamagedRecord e) {
      throw new InvalidFiles(List.of(e.problem()));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    } catch (Refusal e) {
      throw Failure.cannot(String.valueOf(e.getMessage()), e.help());
    }
  }
}
