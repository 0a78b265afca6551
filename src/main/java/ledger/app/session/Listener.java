package ledger.app.session;

/** Is told what a use case reports while it works. */
@FunctionalInterface
public interface Listener {
  void heard(Notice notice);
}
