package io.streammirror.cli.bundle;

import io.streammirror.bundle.BundleManifest;
import io.streammirror.bundle.BundledBlob;
import io.streammirror.bundle.IntakeResult;
import io.streammirror.bundle.SignedManifest;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Bundles as lines for people. */
public final class BundleText {
    private BundleText() {}

    /**
     * What a bundle carries and needs.
     *
     * @param trust what is known about the signature
     */
    public static List<String> of(SignedManifest signed, String trust) {
        BundleManifest manifest = signed.manifest();
        var lines = new ArrayList<String>();
        lines.add("bundle       " + signed.sha256());
        lines.add("created      " + manifest.created());
        lines.add("signed by    " + signed.signature().signer() + ", " + trust);
        manifest.publications()
                .forEach(publication ->
                        lines.add("publication  " + publication.id().abbreviated() + " of mirror "
                                + publication.mirror() + ", updated " + publication.updated()));
        manifest.parts().forEach(part -> lines.add("part         " + part.fileName() + ", " + part.size() + " bytes"));
        lines.add("carries      " + amount(manifest.carried()));
        lines.add("needs        " + amount(manifest.assumed()) + " that the receiver has already");
        return lines.stream().map(SafeText::line).toList();
    }

    private static String amount(Stream<BundledBlob> blobs) {
        List<BundledBlob> all = blobs.toList();
        return all.size() + " blobs, "
                + ByteFormat.of(all.stream().mapToLong(BundledBlob::size).sum());
    }

    /** What is missing of a bundle, by reason. */
    public static List<String> missing(IntakeResult result) {
        var byReason = new TreeMap<String, Integer>();
        result.lost().forEach(lost -> byReason.merge(lost.reason(), 1, Integer::sum));
        var lines = new ArrayList<String>();
        byReason.forEach((reason, blobs) -> lines.add("MISSING      " + reason + ": " + blobs + " blobs"));
        if (!result.absent().isEmpty()) {
            lines.add("MISSING      " + result.absent().size()
                    + " blobs that the bundle does not carry, because it was made for a site that has them");
        }
        return lines.stream().map(SafeText::line).toList();
    }
}
