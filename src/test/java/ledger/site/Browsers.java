package ledger.site;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's Chromium, without a window, its console's messages kept. */
public final class Browsers {
  private Browsers() {}

  public static ChromeDriver open() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(onPath("chromium", "chromium-browser", "google-chrome"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
        "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(onPath("chromedriver")))
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options);
  }

  /** The first of these programs that there is. */
  private static String onPath(String... names) {
    for (String name : names) {
      for (String place : System.getenv("PATH").split(File.pathSeparator)) {
        if (Files.isExecutable(Path.of(place, name))) {
          return Path.of(place, name).toString();
        }
      }
    }
    throw new IllegalStateException(
        "the browser test needs "
            + String.join(" or ", names)
            + " on the PATH; on Debian: apt-get install chromium chromium-driver");
  }
}
