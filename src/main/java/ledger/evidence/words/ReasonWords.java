package ledger.evidence.words;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.compare.Disturbance;
import ledger.evidence.record.Acceptance;
import ledger.evidence.verdict.ClaimReason;
import ledger.evidence.verdict.ClaimReason.AgainstBound;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.InputChange;
import ledger.evidence.verdict.RunReason;
import ledger.evidence.verdict.RunTally;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.verdict.TaskReason;
import ledger.evidence.verdict.Unmet;
import ledger.text.Numbers;

/**
 * Words the reasons of verdicts: one sentence each, without a capital letter and a full stop, so
 * that it can follow a colon.
 */
public final class ReasonWords {
  private ReasonWords() {}

  public static String of(TaskEvidence evidence) {
    return of(evidence.reason());
  }

  public static String of(TaskReason reason) {
    return switch (reason) {
      case TaskReason.NoExperiment none -> "no experiment verifies it";
      case TaskReason.HeaderUnusable header ->
          "the header of "
              + header.script()
              + " cannot be used, line "
              + header.line()
              + ": "
              + header.message();
      case TaskReason.ExperimentGone gone -> "its experiment " + gone.experiment() + " is gone";
      case TaskReason.ClaimWithdrawn withdrawn ->
          "the script of "
              + withdrawn.experiment()
              + " is gone, and no other asks what its newest run refuted (bring it back, or"
              + " remove its record): "
              + named(withdrawn.claim(), " is refuted: ");
      case TaskReason.NotRun not ->
          not.experiment()
              + " has not run in "
              + not.environment()
              + (not.elsewhere() ? ", only elsewhere" : "")
              + (not.quick() ? ", apart from quick runs" : "");
      case TaskReason.NotRunOn not ->
          not.experiment()
              + " has not run in "
              + not.environment()
              + " on "
              + not.host()
              + ", as the policy requires";
      case TaskReason.ByRun by ->
          by.experiment()
              + (by.host() == null ? "" : " on " + by.host())
              + (by.imported() ? " (imported): " : ": ")
              + of(by.run());
      case TaskReason.Waived waived ->
          "accepted without evidence: " + waived.why() + "; " + of(waived.otherwise());
    };
  }

  public static String of(RunVerdict verdict) {
    Acceptance accepted = verdict.accepted();
    return of(verdict.reason())
        + (accepted == null ? "" : "; an edit after the run is accepted: " + accepted.reason());
  }

  private static String of(RunReason reason) {
    return switch (reason) {
      case RunReason.DidNotEnd not -> not.exit().detail();
      case RunReason.CountsForNothing quick -> "a quick run, which counts for nothing";
      case RunReason.SourceGone gone -> of(InputChange.Whole.EVERYTHING);
      case RunReason.Changed changed -> "changed since the run: " + listed(changed.inputs());
      case RunReason.Edited edited -> "edited after the run: " + listed(edited.inputs());
      case RunReason.CheckFailed failed ->
          "the check "
              + failed.first().id()
              + " failed: "
              + failed.first().detail()
              + (failed.more() == 0 ? "" : " (and " + failed.more() + " more)");
      case RunReason.ClaimRefuted refuted -> named(refuted.claim(), " is refuted: ");
      case RunReason.ClaimUndecided open -> named(open.claim(), " is undecided: ");
      case RunReason.NothingToAsk not -> "not applicable here: " + not.reported().why();
      case RunReason.NoClaimApplies not ->
          "no claim is applicable here: " + of(not.first().reason());
      case RunReason.NothingAnswered nothing -> "it answered no claim";
      case RunReason.ReportsBoth both ->
          "it says that "
              + both.reported().what()
              + " is not applicable, and has samples of it: the script contradicts itself";
      case RunReason.NoneRefuted hold -> of(hold);
    };
  }

  private static String named(ClaimVerdict verdict, String how) {
    return verdict.claim().id() + how + of(verdict.reason());
  }

  private static String of(RunReason.NoneRefuted hold) {
    StringBuilder out = new StringBuilder(of(hold.tally()));
    for (ClaimVerdict verdict : hold.unexpected()) {
      out.append("; ").append(verdict.claim().id());
      out.append(" holds, although a known failure says that it does not");
    }
    return out.toString();
  }

  private static String of(RunTally tally) {
    return String.join("", pieces(tally));
  }

  /** {@code 21/21 checks, 3/4 claims, 1 refuted (known)}, each figure by itself. */
  static List<String> pieces(RunTally tally) {
    List<String> pieces = new ArrayList<>();
    share(pieces, tally.passed(), tally.checks(), " checks");
    if (tally.asked() + tally.notApplicable() > 0) {
      pieces.add(", ");
      share(pieces, tally.held(), tally.asked(), " claims");
    }
    count(pieces, tally.refuted(), " refuted");
    count(pieces, tally.known(), " refuted (known)");
    count(pieces, tally.undecided(), " undecided");
    count(pieces, tally.notApplicable(), " not applicable");
    return pieces;
  }

  private static void share(List<String> pieces, int some, int all, String what) {
    pieces.addAll(List.of(String.valueOf(some), "/", String.valueOf(all), what));
  }

  private static void count(List<String> pieces, int count, String what) {
    if (count > 0) {
      pieces.addAll(List.of(", ", String.valueOf(count), what));
    }
  }

  /** {@code a, b and 3 more}. */
  private static String listed(List<InputChange> changes) {
    List<String> words = changes.stream().map(ReasonWords::of).toList();
    int shown = 3;
    return words.size() <= shown + 1
        ? String.join(", ", words)
        : String.join(", ", words.subList(0, shown)) + " and " + (words.size() - shown) + " more";
  }

  public static String of(InputChange change) {
    return switch (change) {
      case InputChange.Whole whole ->
          switch (whole) {
            case SCRIPT -> "the script";
            case ENVIRONMENT -> "the environment's requirements, variables or libraries";
            case CLAIMS -> "the claims";
            case TASK_TEXT -> "the task's text";
            case DECLARED_INPUTS -> "what the header says of inputs";
            case EVERYTHING -> "what it ran from is gone";
          };
      case InputChange.LocalFile file ->
          switch (file.fate()) {
            case NEW -> file.path() + " (new)";
            case GONE -> file.path() + " (gone)";
            case EDITED -> file.path();
          };
      case InputChange.UserVariable variable -> "the variable " + variable.name();
      case InputChange.OtherHost host ->
          "the kind of host (" + host.then() + ", now " + host.now() + ")";
    };
  }

  /** With what a known failure says of it. */
  public static String of(ClaimVerdict verdict) {
    String reason = of(verdict.reason());
    KnownFailure known = verdict.known();
    if (known != null && verdict.isKnownFailure()) {
      return "refuted (known): " + reason + "; " + known.reason();
    }
    return known != null && verdict.holdsUnexpectedly()
        ? reason + "; a known failure says that it does not hold here: " + known.reason()
        : reason;
  }

  public static String of(ClaimReason reason) {
    return switch (reason) {
      case ClaimReason.Within within -> of(within.seen());
      case ClaimReason.Outside outside -> of(outside.seen());
      case ClaimReason.Undecided open -> of(open.seen()) + "; " + more(open.moreSamples());
      case ClaimReason.Disturbed noisy -> of(noisy.seen()) + "; noise: " + of(noisy.disturbance());
      case ClaimReason.EverySample every ->
          "every sample (" + every.count() + ") is " + of(every.bound());
      case ClaimReason.OneSample one ->
          "a sample is " + Numbers.exact(one.value()) + ", claimed: " + of(one.bound());
      case ClaimReason.TooFewSamples few ->
          few.count()
              + " samples are too few for an interval, "
              + few.missing()
              + " more would be enough";
      case ClaimReason.OtherUnit other ->
          "its bound is in " + other.bound() + ", its metric in " + other.metric();
      case ClaimReason.NotFinite not -> "a sample is not a finite number";
      case ClaimReason.NotMeasured not -> "no sample of " + not.metric();
      case ClaimReason.HostLacks lacks -> of(lacks.reported());
      case ClaimReason.ConditionFails fails -> unmet(fails.parts());
      case ClaimReason.ConditionUnknown unknown -> unmet(unknown.parts());
      case ClaimReason.InSeries one -> place(one.series()) + of(one.reason());
      case ClaimReason.InAllSeries all -> "holds in all " + all.count() + " series";
    };
  }

  private static String of(AgainstBound seen) {
    return Numbers.brief(seen.median())
        + " ("
        + Numbers.brief(seen.interval().low())
        + "–"
        + Numbers.brief(seen.interval().high())
        + "), claimed: "
        + of(seen.bound());
  }

  private static String more(OptionalLong samples) {
    return samples.isPresent()
        ? "about " + samples.getAsLong() + " more samples would help"
        : "the median is too close to the bound for more samples to help";
  }

  private static String of(Disturbance disturbance) {
    return disturbance.loaded()
        + " of "
        + disturbance.count()
        + " samples were taken under load; run it again on a quiet host";
  }

  private static String of(Bound bound) {
    return switch (bound) {
      case Bound.AtLeast least -> "at least " + Numbers.exact(least.value());
      case Bound.AtMost most -> "at most " + Numbers.exact(most.value());
      case Bound.EqualTo equal -> "exactly " + Numbers.exact(equal.value());
      case Bound.Between between ->
          "from " + Numbers.exact(between.low()) + " to " + Numbers.exact(between.high());
    };
  }

  private static String of(NotApplicable reported) {
    return reported.detected().isEmpty()
        ? reported.why()
        : reported.why() + " (" + reported.detected() + ")";
  }

  private static String place(MetricSummary series) {
    List<String> parts = new ArrayList<>();
    series.parameters().forEach((name, value) -> parts.add(name + " = " + value));
    if (series.arm() != null) {
      parts.add("arm " + series.arm());
    }
    return parts.isEmpty() ? "" : String.join(", ", parts) + ": ";
  }

  private static String unmet(List<Unmet> parts) {
    return String.join("; ", parts.stream().map(ReasonWords::of).toList());
  }

  private static String of(Unmet part) {
    return switch (part) {
      case Unmet.Name name ->
          "it applies to the "
              + name.what()
              + " "
              + String.join(" or ", name.allowed())
              + (name.seen() == null ? ", which is unknown here" : "; here it is " + name.seen());
      case Unmet.PackageVersion version ->
          "it applies to "
              + version.name()
              + " "
              + version.wanted()
              + (version.seen() == null
                  ? "; the version is unknown"
                  : "; here it is " + version.seen());
      case Unmet.NotComparable not ->
          not.name() + " " + not.seen() + " cannot be compared with the specifier " + not.wanted();
    };
  }
}
