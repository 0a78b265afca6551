package ledger.app.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import ledger.document.edit.Refusal;
import ledger.evidence.store.DamagedRecord;
import ledger.git.history.MissingHistory;
import ledger.io.Barred;
import ledger.io.OutsideLink;
import ledger.text.InvalidText;
import ledger.workspace.FinishedNow;

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
    } catch (MissingHistory e) {
      throw Failure.cannot(GapWords.message(e.gap()), GapWords.help(e.gap()));
    } catch (IOException | UncheckedIOException e) {
      OutsideLink link = OutsideLink.behind(e);
      if (link != null) {
        throw new InvalidFiles(List.of(link.problem()));
      }
      Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
      if (cause instanceof Barred barred) {
        throw Failure.cannot(String.valueOf(barred.getMessage()), barred.help());
      }
      if (cause instanceof FinishedNow finished) {
        throw Failure.doneBefore(String.valueOf(finished.getMessage()));
      }
      throw e instanceof IOException own ? own : new IOException(e.getMessage(), e);
    } catch (Refusal e) {
      throw Failure.cannot(String.valueOf(e.getMessage()), e.help());
    }
  }
}
