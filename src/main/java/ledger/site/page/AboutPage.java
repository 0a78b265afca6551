package ledger.site.page;

import java.util.List;

/** The page that explains how verdicts are made. */
public record AboutPage(Frame frame, List<BoardPage.VerdictMeaning> meanings) {}
