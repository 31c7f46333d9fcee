package io.streammirror.lint;

import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The findings about a boot source.
 *
 * @param signers whose signatures were verified
 * @param profile the releases that were checked for
 * @param itemsAsked how many distinct files the server was asked for
 * @param itemsHashed how many of them were read whole
 * @param findings of these releases, worst first
 */
public record LintReport(
        TreeLocation location,
        MaasProfile profile,
        Set<Fingerprint> signers,
        int streams,
        int products,
        int items,
        int itemsAsked,
        int itemsHashed,
        List<Violation> findings) {
    public LintReport {
        signers = Set.copyOf(signers);
        findings = findings.stream()
                .distinct()
                .filter(finding -> profile.isConcernedBy(finding.impact()))
                .sorted(Comparator.comparing(
                                (Violation finding) -> finding.impact().severity())
                        .thenComparing(Violation::rule))
                .toList();
    }

    public LintVerdict verdict() {
        return LintVerdict.of(profile, findings);
    }

    /** The index that was checked. */
    public URI index() {
        return location.resolve(location.index());
    }

    /** The document that a finding is about. */
    public URI document(Violation finding) {
        return location.resolve(new ItemPath(finding.document()));
    }
}
