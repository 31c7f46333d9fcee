package io.streammirror.upstream;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.DocumentException;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.IndexEntry;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Parsed;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Rejection;
import io.streammirror.simplestreams.StreamIndex;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.MetadataReader.Validators;
import io.streammirror.upstream.UpstreamSnapshot.Received;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the documents of a tree and takes them only as one set: nothing binds index and products upstream, so this does. */
public final class UpstreamReader {
    /** Real trees nest indexes once at most; a cycle must end. */
    static final int MAX_INDEX_DEPTH = 4;

    private final MetadataReader documents;
    private final DocumentTrust trust;
    private final Predicate<IndexEntry> wanted;
    private final DocumentLimits limits = DocumentLimits.ofThisProcess();

    /**
     * @param wanted which streams to read at all; the operator may exclude some
     */
    public UpstreamReader(MetadataReader documents, DocumentTrust trust, Predicate<IndexEntry> wanted) {
        this.documents = documents;
        this.trust = trust;
        this.wanted = wanted;
    }

    /**
     * Reads the tree.
     *
     * @param known how far it was read last time, or none to read in any case
     * @param depth what to ask before nothing is believed to be new
     * @return empty when nothing has changed since
     * @throws UpstreamException when there is nothing that can be taken
     */
    public Optional<ReadResult> read(TreeLocation location, @Nullable TreeValidators known, Depth depth) {
        URI indexUrl = location.resolve(location.index());
        Answer answer = documents.read(indexUrl, limits.index(), known == null ? null : known.index());
        if (answer instanceof Answer.Document fresh) {
            return Optional.of(readAll(location, fresh));
        }
        if (known == null || depth == Depth.INDEX || isAllUnchanged(known)) {
            return Optional.empty();
        }
        return Optional.of(readAll(location, readNow(indexUrl, limits.index())));
    }

    /** A document that came without validators cannot be known to be the same. */
    private boolean isAllUnchanged(TreeValidators known) {
        return known.others().entrySet().stream()
                .allMatch(document -> !document.getValue().isEmpty()
                        && documents.read(
                                        known.location().resolve(document.getKey()),
                                        limits.products(),
                                        document.getValue())
                                instanceof Answer.NotModified);
    }

    private ReadResult readAll(TreeLocation location, Answer.Document fresh) {
        URI indexUrl = location.resolve(location.index());
        Received<StreamIndex> index = open(indexUrl, fresh.bytes(), DocumentParser::parseIndex);
        var found = new Found(location);
        found.indexes.add(location.index());
        found.follow(index.parsed(), 1);
        requireUnchanged(indexUrl, fresh);
        return new ReadResult(
                new UpstreamSnapshot(location, index, found.nested, found.products, found.refusals),
                new TreeValidators(location, fresh.validators(), found.validators),
                List.of());
    }

    /** What one reading comes upon; every document is read once, however often indexes name it. */
    private final class Found {
        private final TreeLocation location;
        private final Set<ItemPath> indexes = new HashSet<>();
        private final Set<ContentId> streams = new HashSet<>();
        private final List<Received<StreamIndex>> nested = new ArrayList<>();
        private final List<UpstreamSnapshot.Products> products = new ArrayList<>();
        private final Map<ItemPath, Validators> validators = new HashMap<>();
        private final List<Rejection> refusals = new ArrayList<>();

        Found(TreeLocation location) {
            this.location = location;
        }

        void follow(Parsed<StreamIndex> index, int depth) {
            refusals.addAll(index.refusals());
            index.document().entries().stream().filter(wanted).forEach(entry -> follow(entry, depth));
        }

        private void follow(IndexEntry entry, int depth) {
            if (entry.isProducts()) {
                if (streams.add(entry.contentId())) {
                    products.add(readProducts(entry));
                } else {
                    refuse(entry, "the stream is named by another index already");
                }
            } else if (!entry.isIndex()) {
                refuse(entry, "format '" + entry.format() + "' is not one that can be mirrored");
            } else if (depth >= MAX_INDEX_DEPTH) {
                refuse(entry, "indexes are nested more than " + MAX_INDEX_DEPTH + " deep");
            } else if (indexes.add(entry.path())) {
                follow(readIndex(entry), depth + 1);
            } else {
                refuse(entry, "index '" + entry.path() + "' was read already");
            }
        }

        private Parsed<StreamIndex> readIndex(IndexEntry entry) {
            URI url = location.resolve(entry.path());
            Received<StreamIndex> received =
                    open(url, remembered(entry, readNow(url, limits.index())), DocumentParser::parseIndex);
            requireCurrent(url, entry, received.document().updated());
            nested.add(received);
            return received.parsed();
        }

        private UpstreamSnapshot.Products readProducts(IndexEntry entry) {
            URI url = location.resolve(entry.path());
            Received<ProductsDocument> received =
                    open(url, remembered(entry, readNow(url, limits.products())), DocumentParser::parseProducts);
            requireBelonging(url, entry, received);
            return new UpstreamSnapshot.Products(entry, received);
        }

        private byte[] remembered(IndexEntry entry, Answer.Document document) {
            validators.put(entry.path(), document.validators());
            return document.bytes();
        }

        private void refuse(IndexEntry entry, String reason) {
            refusals.add(new Rejection("/index/" + entry.contentId(), reason));
        }
    }

    private static void requireBelonging(URI url, IndexEntry entry, Received<ProductsDocument> received) {
        ProductsDocument products = received.document();
        if (!products.contentId().equals(entry.contentId())) {
            throw new UpstreamException.Refused(
                    url + " is of stream '" + products.contentId() + "', the index says '" + entry.contentId() + "'",
                    null,
                    Optional.of(new RefusedDocument(url, received.bytes())));
        }
        requireCurrent(url, entry, products.updated());
    }

    /** Upstream writes products before the index, so a document older than its entry is one of an earlier state. */
    private static void requireCurrent(URI url, IndexEntry entry, @Nullable Instant found) {
        Instant promised = entry.updated();
        if (promised != null && found != null && found.isBefore(promised)) {
            throw new UpstreamException.Unsettled(
                    url + " is of " + found + ", the index already speaks of " + promised + "; it is read again later");
        }
    }

    private void requireUnchanged(URI indexUrl, Answer.Document fresh) {
        Validators validators = fresh.validators().isEmpty() ? null : fresh.validators();
        Answer again = documents.read(indexUrl, limits.index(), validators);
        if (again instanceof Answer.Document second && !Arrays.equals(second.bytes(), fresh.bytes())) {
            throw new UpstreamException.Unsettled(
                    indexUrl + " changed while its products were read; it is read again later");
        }
    }

    private Answer.Document readNow(URI url, long maxBytes) {
        if (documents.read(url, maxBytes, null) instanceof Answer.Document document) {
            return document;
        }
        throw new UpstreamException.Unreachable(url + " answered 'not modified' to a plain request");
    }

    private <T> Received<T> open(URI url, byte[] received, Function<byte[], Parsed<T>> parser) {
        DocumentTrust.Opened opened = trust.open(url, received);
        try {
            return new Received<>(received, opened.body(), opened.signature(), parser.apply(opened.body()));
        } catch (DocumentException e) {
            throw new UpstreamException.Refused(
                    url + ": " + e.getMessage(), e, Optional.of(new RefusedDocument(url, received)));
        }
    }
}
