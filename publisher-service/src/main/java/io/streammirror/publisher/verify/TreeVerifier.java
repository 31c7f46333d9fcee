package io.streammirror.publisher.verify;

import io.streammirror.maas.MaasContract;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.SignatureRefusedException;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.render.RenderedStream;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.publisher.snapshot.PreviousTrees;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.store.Blobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads a written tree back from the store as a client would, and says what is wrong with it. */
public final class TreeVerifier {
    private final Blobs blobs;
    private final SignatureVerifier verifier;
    private final Predicate<ContentId> unchecked;
    private final MaasProfile profile;

    /**
     * @param unchecked streams of which MAAS need not take anything
     * @param profile the releases of MAAS that must be able to use all else
     */
    public TreeVerifier(Blobs blobs, SignatureVerifier verifier, Predicate<ContentId> unchecked, MaasProfile profile) {
        this.blobs = blobs;
        this.verifier = verifier;
        this.unchecked = unchecked;
        this.profile = profile;
    }

    /** Everything for which the tree must not go live; the documents are read from the store, never from memory. */
    public List<Violation> inspect(RenderedTree tree, Map<ItemPath, PublishedFile> documents) {
        var read = new Documents(documents);
        var violations = new ArrayList<Violation>();
        for (RenderedStream stream : tree.streams()) {
            violations.addAll(signatures(stream.paths(), stream.body(), stream.body(), read));
        }
        DocumentPaths index = DocumentPaths.index();
        violations.addAll(signatures(index, tree.plainIndex(), tree.signedIndex(), read));
        Set<String> notForMaas = TreeCheck.notForMaas(tree, unchecked);
        for (ItemPath form : List.of(index.signed(), index.plain())) {
            MaasContract.validate(form, read::get, notForMaas::contains).stream()
                    .filter(profile::isBrokenBy)
                    .forEach(violations::add);
        }
        return violations;
    }

    private List<Violation> signatures(DocumentPaths paths, byte[] plain, byte[] text, Documents read) {
        var violations = new ArrayList<Violation>();
        try {
            byte[] signed =
                    verifier.verifyClearSigned(read.bytes(paths.signed())).body();
            if (!Arrays.equals(signed, text)) {
                violations.add(notSigned(paths.signed(), "the signature covers another text"));
            }
            verifier.verifyDetached(read.bytes(paths.plain()), read.bytes(paths.detached()));
            if (!Arrays.equals(read.bytes(paths.plain()), plain)) {
                violations.add(notSigned(paths.plain(), "the store holds another text"));
            }
        } catch (SignatureRefusedException e) {
            violations.add(notSigned(paths.signed(), String.valueOf(e.getMessage())));
        }
        return violations;
    }

    private static Violation notSigned(ItemPath path, String message) {
        return new Violation(path.value(), "", Rule.SIGNATURE, message);
    }

    /** Documents as read back, each once. */
    private final class Documents {
        private final Map<ItemPath, PublishedFile> files;
        private final Map<ItemPath, byte[]> read = new HashMap<>();

        Documents(Map<ItemPath, PublishedFile> files) {
            this.files = files;
        }

        Optional<byte[]> get(ItemPath path) {
            return files.containsKey(path) ? Optional.of(bytes(path)) : Optional.empty();
        }

        byte[] bytes(ItemPath path) {
            return read.computeIfAbsent(path, unread -> {
                PublishedFile file = files.get(unread);
                if (file == null) {
                    throw new IllegalStateException("document " + unread + " was not written");
                }
                return blobs.read(file.sha256(), PreviousTrees.MAX_DOCUMENT_BYTES);
            });
        }
    }
}
