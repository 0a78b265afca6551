package ledger.site.page;

import java.util.List;

/** How verdicts are made, in plain words. */
public record AboutPage(Frame frame, List<BoardPage.VerdictMeaning> meanings) {}
