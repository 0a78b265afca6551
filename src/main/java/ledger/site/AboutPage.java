package ledger.site;

import java.util.List;

/** How verdicts are made, in plain words. */
record AboutPage(Frame frame, List<BoardPage.Meaning> meanings) {}
