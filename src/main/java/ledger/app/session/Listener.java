package ledger.app.session;

/** Hears what a use case reports while it works. */
@FunctionalInterface
public interface Listener {
  void heard(Notice notice);
}
