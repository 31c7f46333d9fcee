package io.streammirror.cli.lint;

import io.streammirror.lint.LintReport;
import io.streammirror.maas.Impact;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.MaasRelease;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The lint report for people: what was read, the findings from worst to mildest, and the verdict. Safe for a terminal. */
public final class LintText {
    /** Some places show the kind; {@code --json} lists all. */
    private static final int MAX_PLACES = 3;

    private LintText() {}

    public static List<String> of(LintReport report) {
        var lines = new ArrayList<String>();
        lines.add(report.index() + ": " + counted(report.streams(), "stream") + ", "
                + counted(report.products(), "product") + ", " + counted(report.items(), "item") + "; requested "
                + counted(report.itemsAsked(), "file") + ", hashed " + report.itemsHashed() + signedBy(report));
        for (Severity severity : Severity.values()) {
            ofSeverity(report, severity, lines);
        }
        lines.add(report.verdict().toString());
        return lines.stream().map(SafeText::lines).toList();
    }

    private static String signedBy(LintReport report) {
        return report.signers().isEmpty()
                ? "; no signature was verified"
                : "; signed by "
                        + report.signers().stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", "));
    }

    private static void ofSeverity(LintReport report, Severity severity, List<String> lines) {
        var byKind = new LinkedHashMap<Kind, List<Violation>>();
        report.findings().stream()
                .filter(finding -> finding.impact().severity() == severity)
                .forEach(finding -> byKind.computeIfAbsent(
                                new Kind(finding.rule(), finding.impact()), first -> new ArrayList<>())
                        .add(finding));
        if (!byKind.isEmpty()) {
            lines.add(title(severity));
            byKind.forEach((kind, findings) -> ofKind(report.profile(), kind, findings, lines));
        }
    }

    /** Findings with the same rule and impact. */
    private record Kind(Rule rule, Impact impact) {}

    private static void ofKind(MaasProfile profile, Kind kind, List<Violation> findings, List<String> lines) {
        lines.add("  " + kind.rule().id() + " (MAAS " + range(profile, kind.impact()) + "): "
                + kind.rule().remedy());
        findings.stream()
                .limit(MAX_PLACES)
                .forEach(finding -> lines.add("    " + place(finding) + ": " + finding.message()));
        if (findings.size() > MAX_PLACES) {
            lines.add("    and " + (findings.size() - MAX_PLACES) + " more");
        }
    }

    /** Relative to the base of the source, which the first line names. */
    private static String place(Violation finding) {
        return finding.document() + (finding.pointer().isEmpty() ? "" : " " + finding.pointer());
    }

    private static String title(Severity severity) {
        return switch (severity) {
            case BREAKS_SOURCE -> "Breaks the whole source:";
            case BREAKS_IMAGE -> "Breaks images:";
            case CONFUSES -> "Remarks:";
        };
    }

    private static String range(MaasProfile profile, Impact impact) {
        List<MaasRelease> releases =
                impact.releases().stream().filter(profile::includes).toList();
        MaasRelease first = releases.get(0);
        MaasRelease last = releases.get(releases.size() - 1);
        return first == last ? first.toString() : first + "–" + last;
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
