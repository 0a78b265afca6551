package ledger.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.record.Exit;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import tools.jackson.databind.json.JsonMapper;

/** Texts that try to be more than text, and a site that has one of them wherever text can stand. */
final class Hostile {
  private Hostile() {}

  static final List<String> TEXTS =
      List.of(
          "<script>alert(1)</script>",
          "</title><script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "' onmouseover='alert(1)",
          "\" autofocus onfocus=\"alert(1)",
          "</code></pre></details><svg onload=alert(1)>",
          "<svg><animate onbegin=alert(1) attributeName=x></svg>",
          "<math><mtext></p><style><img src=x onerror=alert(1)></style>",
          "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
          "<base href='https://example.org/'><meta http-equiv=refresh content='0;url=//e.org'>",
          "<form action=//e.org><input autofocus onfocus=alert(1)></form>",
          "<!--<script>",
          "--!><script>alert(1)</script>",
          "]]><script>alert(1)</script>",
          "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>&b;",
          "${1+1}[=1+1]<#if true>x</#if>[#if true]<@x/>",
          "../../../etc/passwd",
          "..\\..\\windows",
          "javascript:alert(1)",
          "[x](javascript:alert(1)) [y](<java\tscript:alert(1)>) ![z](x\" onerror=\"alert(1))",
          "<javascript:alert(1)> <https://e.org/\"onclick=alert(1)//>",
          "[x]: javascript:alert(1)",
          "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;",
          "data:text/html,<script>alert(1)</script>",
          "https://e.org/\"><script>alert(1)</script>",
          "\u0000\u0008\f\u001b[31m\u202e\u2028\u2029",
          "\ud800 lone surrogate, \ufffe no character \uffff",
          "=cmd|' /C calc'!A0",
          "+1+cmd|' /C calc'!A0",
          "-2+3+cmd|' /C calc'!A0",
          "@SUM(1+1)*cmd|' /C calc'!A0",
          "\t=1+1",
          "`<script>alert(1)</script>`",
          "\\[=1+1] \\<script>alert(1)\\</script>");

  /** One site with a single text everywhere: site, cells, prose, records, environments, hosts. */
  static SiteInput everywhere(String text) throws Exception {
    return input(text, List.of(text), Optional.of("https://example.org/a?b=\"<'&c/"));
  }

  /** One site with all texts, a task each. */
  static SiteInput all() throws Exception {
    return input("All of them", TEXTS, Optional.empty());
  }

  private static SiteInput input(String title, List<String> texts, Optional<String> base)
      throws Exception {
    StringBuilder rows = new StringBuilder();
    Map<TaskId, TaskEvidence> evidence = new HashMap<>();
    Map<TaskId, TaskPage> pages = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      TaskId id = new TaskId("X-" + (i + 1));
      String cell = cell(texts.get(i));
      rows.append("| " + id + " | " + cell + " | High | " + cell + " | " + cell + " |\n");
      evidence.put(id, evidence(id, texts.get(i)));
      pages.put(id, Fixture.page(id.value(), prose(texts.get(i))));
    }
    String first = cell(texts.getFirst());
    String ledger =
        "# "
            + first
            + "\n\n## Backlog\n\n| ID | Title | Priority | Description | "
            + (texts.size() == 1 && !first.isBlank() ? first : "Note")
            + " |\n|--|--|--|--|--|\n"
            + rows
            + "\n## Done\n\n| ID | Title | Outcome |\n|--|--|--|\n| X-900 | t | "
            + first
            + " |\n";
    SiteInput plain = Fixture.input(ledger, evidence, pages);
    return new SiteInput(
        title,
        plain.ledger(),
        plain.pages(),
        plain.evidence(),
        plain.templates(),
        plain.files(),
        base,
        plain.subject(),
        plain.environments(),
        title);
  }

  private static String cell(String text) {
    return text.replaceAll("[\\x00\\r\\n\\t\\f]", " ").replace("\\|", "|").replace("|", "\\|");
  }

  private static String prose(String text) {
    String own = text.replace("[=1+1]", "").replaceAll("[\\x00\\ud800\\ufffe\\uffff]", "");
    return "---\nhistory:\n  - {state: backlog, date: 2026-01-02, waived: "
        + JsonMapper.builder().build().writeValueAsString(own)
        + "}\n---\n"
        + own
        + "\n\n## "
        + own
        + "\n\n- [ ] "
        + own
        + "\n\n| a |\n|---|\n| "
        + cell(own)
        + " |\n\nnote[^1] ~~"
        + own
        + "~~\n\n```"
        + own.replaceAll("\\s|`", "")
        + "\n"
        + own
        + "\n```\n\n[^1]: "
        + own
        + "\n";
  }

  private static TaskEvidence evidence(TaskId id, String text) {
    Claim claim = Fixture.claim(text, text, "m", new Bound.AtLeast(1));
    RunEvidence run = run(id, text, claim, text + text, text);
    RunEvidence other = run(id, text, claim, "latest", "kind");
    ExperimentEvidence experiment =
        new ExperimentEvidence(
            text,
            text,
            text,
            text + "\n'''" + text,
            List.of(claim),
            List.of(run, other),
            List.of(run));
    return new TaskEvidence(
        id, Reasons.ofTask(Status.FAILED, text), List.of(experiment), List.of());
  }

  private static RunEvidence run(
      TaskId id, String text, Claim claim, String environment, String kind) {
    String json = JsonMapper.builder().build().writeValueAsString(text);
    String health =
        "{\"schema\": 1, \"items\": [{\"item\": X, \"status\": X, \"detail\": X, \"remedy\": X}]}";
    Runs runs =
        Runs.in(environment)
            .kind(kind)
            .named(text)
            .cpu(text)
            .mlx(text)
            .log(text)
            .exit(Exit.Kind.FAILED, 1, text)
            .changed(text)
            .metric("m", text, text, text)
            .metric(text + "m", text, "1", "lower");
    for (int i = 1; i <= 4; i++) {
      runs.samples("m", 50 * i, 9, text, text, text, "n", String.valueOf(i));
    }
    return runs.samples(text + "m", 5, 9, text, text, text)
        .samples(text + "m", 6, 9, text + "b", text, text)
        .check(text, text, true, text, true)
        .absent(text, text, text)
        .artifact(text, text, text)
        .artifact("health.json", "application/json", health.replace("X", json))
        .known(
            claim,
            new KnownFailure(text, new Condition(List.of(), List.of(), Map.of()), text, text))
        .make(id.value(), text, Status.FAILED, text);
  }
}
