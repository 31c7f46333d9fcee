package io.streammirror.upstream;

import io.streammirror.simplestreams.DocumentException;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.IndexEntry;
import io.streammirror.simplestreams.Parsed;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Refusal;
import io.streammirror.simplestreams.StreamIndex;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.MetadataReader.Validators;
import io.streammirror.upstream.UpstreamSet.Received;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the documents of a tree and takes them only as one set: nothing binds index and products upstream, so this does. */
public final class UpstreamReader {
    /** The real index has 2 kB. */
    static final long MAX_INDEX_BYTES = 16_000_000;

    /** The largest real products document, of the cloud images, has 40 MB. */
    static final long MAX_PRODUCTS_BYTES = 256_000_000;

    /** Real trees nest indexes once at most; a cycle must end. */
    static final int MAX_INDEX_DEPTH = 4;

    private final MetadataReader documents;
    private final DocumentTrust trust;
    private final Predicate<IndexEntry> wanted;

    /**
     * @param wanted which streams to read at all; the operator may exclude some
     */
    public UpstreamReader(MetadataReader documents, DocumentTrust trust, Predicate<IndexEntry> wanted) {
        this.documents = documents;
        this.trust = trust;
        this.wanted = wanted;
    }

    /** What a reading found, and what to show next time to be told that nothing is new. */
    public record Reading(UpstreamSet set, Validators validators) {}

    /**
     * Reads the tree.
     *
     * @param known validators of the index last taken, or none to read in any case
     * @return empty when the index has not changed since
     * @throws UpstreamException when there is nothing that can be taken
     */
    public Optional<Reading> read(TreeLocation location, @Nullable Validators known) {
        URI indexUrl = location.resolve(location.index());
        Answer answer = documents.read(indexUrl, MAX_INDEX_BYTES, known);
        if (!(answer instanceof Answer.Document fresh)) {
            return Optional.empty();
        }
        Received<StreamIndex> index = open(indexUrl, fresh.bytes(), DocumentParser::parseIndex);
        var refusals = new ArrayList<>(index.parsed().refusals());
        var products = new ArrayList<UpstreamSet.Products>();
        readEntries(location, index.document(), 1, products, refusals);
        requireUnchanged(indexUrl, fresh);
        return Optional.of(new Reading(new UpstreamSet(location, index, products, refusals), fresh.validators()));
    }

    private void readEntries(
            TreeLocation location,
            StreamIndex index,
            int depth,
            List<UpstreamSet.Products> products,
            List<Refusal> refusals) {
        for (IndexEntry entry : index.entries()) {
            if (!wanted.test(entry)) {
                continue;
            }
            if (entry.isProducts()) {
                products.add(readProducts(location, entry));
            } else if (entry.isIndex() && depth < MAX_INDEX_DEPTH) {
                URI url = location.resolve(entry.path());
                StreamIndex nested = open(url, readNow(url, MAX_INDEX_BYTES), DocumentParser::parseIndex)
                        .document();
                readEntries(location, nested, depth + 1, products, refusals);
            } else {
                refusals.add(new Refusal("/index/" + entry.contentId(), whyNotFollowed(entry)));
            }
        }
    }

    private static String whyNotFollowed(IndexEntry entry) {
        return entry.isIndex()
                ? "indexes are nested more than " + MAX_INDEX_DEPTH + " deep"
                : "format '" + entry.format() + "' is not one that can be mirrored";
    }

    private UpstreamSet.Products readProducts(TreeLocation location, IndexEntry entry) {
        URI url = location.resolve(entry.path());
        Received<ProductsDocument> received =
                open(url, readNow(url, MAX_PRODUCTS_BYTES), DocumentParser::parseProducts);
        requireBelonging(url, entry, received.document());
        return new UpstreamSet.Products(entry, received);
    }

    /** Upstream writes products before the index, so products older than their entry are those of an earlier state. */
    private static void requireBelonging(URI url, IndexEntry entry, ProductsDocument products) {
        if (!products.contentId().equals(entry.contentId())) {
            throw new UpstreamException.Refused(
                    url + " is of stream '" + products.contentId() + "', the index says '" + entry.contentId() + "'");
        }
        Instant promised = entry.updated();
        Instant found = products.updated();
        if (promised != null && found != null && found.isBefore(promised)) {
            throw new UpstreamException.Unsettled(
                    url + " is of " + found + ", the index already speaks of " + promised + "; it is read again later");
        }
    }

    private void requireUnchanged(URI indexUrl, Answer.Document fresh) {
        Validators validators = fresh.validators().isEmpty() ? null : fresh.validators();
        Answer again = documents.read(indexUrl, MAX_INDEX_BYTES, validators);
        if (again instanceof Answer.Document second && !Arrays.equals(second.bytes(), fresh.bytes())) {
            throw new UpstreamException.Unsettled(
                    indexUrl + " changed while its products were read; it is read again later");
        }
    }

    private byte[] readNow(URI url, long maxBytes) {
        if (documents.read(url, maxBytes, null) instanceof Answer.Document document) {
            return document.bytes();
        }
        throw new UpstreamException.Unreachable(url + " answered 'not modified' to a plain request");
    }

    private <T> Received<T> open(URI url, byte[] received, Function<byte[], Parsed<T>> parser) {
        byte[] body = trust.open(url, received);
        try {
            return new Received<>(received, body, parser.apply(body));
        } catch (DocumentException e) {
            throw new UpstreamException.Refused(url + ": " + e.getMessage(), e);
        }
    }
}
