package io.streammirror.lint;

import io.streammirror.maas.ContractDocuments;
import io.streammirror.maas.Violation;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Reads the documents of a source for their judge, and looks at the signatures on the way. */
final class SourceDocuments implements ContractDocuments {
    /** The largest real document, of the cloud images, has 40 MB. */
    private static final long MAX_BYTES = 256_000_000;

    private final SourceClient client;
    private final TreeLocation location;
    private final SignatureCheck signatures;
    private final List<Violation> found = new ArrayList<>();

    SourceDocuments(SourceClient client, TreeLocation location, SignatureCheck signatures) {
        this.client = client;
        this.location = location;
        this.signatures = signatures;
    }

    /** What is wrong with the signatures of the documents that were read. */
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
        if (path.value().endsWith(".sjson")) {
            found.addAll(signatures.check(path, content.body()));
        }
        return new Answer.Found(content.body());
    }
}
