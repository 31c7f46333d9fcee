package io.streammirror.lint;

import io.streammirror.maas.ContractDocuments;
import io.streammirror.maas.Impact;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the documents of a source for the contract; checks signatures and character sets on the way. */
final class SourceDocuments implements ContractDocuments {
    /** The largest real document, of the cloud images, has 40 MB. */
    private static final long MAX_BYTES = 256_000_000;

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([^\\s\";]+)");

    /** In these an UTF-8 document, or an ASCII one, reads as it is. */
    private static final Set<String> HARMLESS = Set.of("utf-8", "utf8", "us-ascii", "ascii");

    private final SourceClient client;
    private final TreeLocation location;
    private final boolean signed;
    private final SignatureCheck signatures;
    private final List<Violation> found = new ArrayList<>();

    SourceDocuments(SourceClient client, TreeLocation location, SignatureCheck signatures) {
        this.client = client;
        this.location = location;
        this.signed = location.index().value().endsWith(".sjson");
        this.signatures = signatures;
    }

    /** The problems with signatures and character sets of the documents that were read. */
    List<Violation> found() {
        return List.copyOf(found);
    }

    @Override
    public Answer read(ItemPath path) {
        URI url = location.resolve(path);
        SourceClient.Content content;
        try {
            content = client.get(url, MAX_BYTES);
        } catch (NoAnswerException e) {
            if (path.equals(location.index())) {
                throw e;
            }
            return new Answer.Absent("cannot be read: " + e.getMessage());
        }
        if (content.head().failed() && path.equals(location.index())) {
            throw new NoAnswerException(url, content.head().status());
        }
        if (!content.found()) {
            return new Answer.Absent("answered HTTP status " + content.head().status());
        }
        if (content.cut()) {
            return new Answer.Absent("is larger than " + MAX_BYTES + " bytes");
        }
        if (signed) {
            found.addAll(signatures.check(path, content.body()));
        }
        charset(path, content);
        return new Answer.Found(content.body());
    }

    /** MAAS 3.8 reads the text as the server says, so that a signature over other letters does not fit; 3.4 to 3.7 read UTF-8. */
    private void charset(ItemPath path, SourceClient.Content content) {
        Matcher charset = CHARSET.matcher(content.head().contentType());
        if (charset.find()
                && !HARMLESS.contains(charset.group(1).toLowerCase(Locale.ROOT))
                && hasOtherThanAscii(content.body())) {
            found.add(new Violation(
                    path.value(),
                    "",
                    Rule.CHARSET,
                    signed ? Rule.CHARSET.impact() : Impact.REMARK,
                    "comes as '" + charset.group(1) + "' and is UTF-8"));
        }
    }

    private static boolean hasOtherThanAscii(byte[] body) {
        for (byte b : body) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }
}
