package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The versions that rollbacks have withdrawn.
 *
 * <p>A version that the publication gone back to does not have is withdrawn whatever its content; one that it has with other
 * content is withdrawn with any content but that.
 */
public final class Withdrawals {
    public static final Withdrawals NONE = new Withdrawals(Map.of());

    /** For each withdrawn version the one content with which it may be listed all the same. */
    private final Map<VersionKey, Optional<VersionContent>> allowed;

    private Withdrawals(Map<VersionKey, Optional<VersionContent>> allowed) {
        this.allowed = Map.copyOf(allowed);
    }

    /**
     * Goes back once more.
     *
     * @param to what is listed again: nothing of it stays withdrawn
     * @param from all that was published or accepted when going back: what of it is not in {@code to} is withdrawn
     */
    public Withdrawals then(PreviousTree to, Collection<ProductsDocument> from) {
        var kept = new HashMap<VersionKey, VersionContent>();
        visit(to.documents().values(), (key, version) -> kept.put(key, VersionContent.of(version)));
        var next = new HashMap<>(allowed);
        next.replaceAll((key, content) -> kept.containsKey(key) ? Optional.of(kept.get(key)) : content);
        visit(from, (key, version) -> {
            VersionContent there = kept.get(key);
            if (!VersionContent.of(version).equals(there)) {
                next.put(key, Optional.ofNullable(there));
            }
        });
        return new Withdrawals(next);
    }

    /** Whether a rollback keeps this version, with this content, from being listed. */
    public boolean contains(ContentId stream, ProductName product, Version version) {
        Optional<VersionContent> content = allowed.get(new VersionKey(stream, product, version.name()));
        return content != null && !content.equals(Optional.of(VersionContent.of(version)));
    }

    private static void visit(Collection<ProductsDocument> documents, BiConsumer<VersionKey, Version> visitor) {
        documents.forEach(document -> document.products().forEach((product, of) -> of.versions()
                .forEach((name, version) ->
                        visitor.accept(new VersionKey(document.contentId(), product, name), version))));
    }
}
