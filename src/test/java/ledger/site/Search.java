package ledger.site;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The search box of the page that is open, used as people do. */
final class Search {
  private final Chrome chrome;

  Search(Chrome chrome) {
    this.chrome = chrome;
  }

  WebElement box() {
    return chrome.driver().findElement(By.cssSelector("search input"));
  }

  /** What it tells those who do not see the list, once it has an answer. */
  String status() {
    WebElement status = chrome.driver().findElement(By.cssSelector("search .told"));
    new WebDriverWait(chrome.driver(), java.time.Duration.ofSeconds(10))
        .until(driver -> !status.getDomProperty("textContent").isEmpty());
    return status.getDomProperty("textContent");
  }

  /** Types a query and gives the lines that are listed. */
  List<String> find(String query) {
    box().sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    box().sendKeys(query);
    status();
    return listed();
  }

  /** Where the first line leads. */
  String first() {
    return chrome.driver().findElement(By.cssSelector("search li a")).getDomProperty("href");
  }

  List<String> listed() {
    return chrome.driver().findElements(By.cssSelector("search li a")).stream()
        .map(WebElement::getText)
        .toList();
  }
}
