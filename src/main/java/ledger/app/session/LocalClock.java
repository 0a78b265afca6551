package ledger.app.session;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * The system's clock in the user's time zone, which is looked up only if somebody asks, because
 * that takes a while.
 */
public final class LocalClock extends Clock {
  @Override
  public ZoneId getZone() {
    return ZoneId.systemDefault();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.system(zone);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }

  /**
   * The date here. The zone's rules come from java.util, because java.time searches the whole jar
   * for providers of more.
   */
  LocalDate today() {
    Instant now = instant();
    int offset = TimeZone.getDefault().getOffset(now.toEpochMilli());
    return LocalDate.ofInstant(now, ZoneOffset.ofTotalSeconds(offset / 1000));
  }
}
