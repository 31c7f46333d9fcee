package io.streammirror.upstream;

import io.streammirror.simplestreams.DocumentException;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.IndexEntry;
import io.streammirror.simplestreams.Parsed;
import io.streammirror.simplestreams.StreamIndex;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.MetadataReader.Validators;
import io.streammirror.upstream.UpstreamSnapshot.Received;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents of a tree and takes them only as one set: nothing binds index and products upstream, so this does.
 *
 * <p>A products document that is missing or malformed is left out by name. A document without a valid signature refuses the whole tree, as
 * MAAS does: it may have been tampered with.
 */
public final class UpstreamReader {
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

    /** Reads the tree with all the memory that this process has for documents; documents older than their index entries are not taken. */
    public Optional<ReadResult> read(TreeLocation location, @Nullable TreeValidators known, Depth depth) {
        try (var memory = DocumentMemory.ofThisProcess().open()) {
            return read(location, new ReadRequest(known, depth, stale -> false, memory));
        }
    }

    /**
     * Reads the tree.
     *
     * @return empty when nothing has changed since it was read last
     * @throws UpstreamException when there is nothing that can be taken
     */
    public Optional<ReadResult> read(TreeLocation location, ReadRequest request) {
        var session = new Session(location, request);
        TreeValidators known = request.known();
        Answer answer = session.documents.read(session.indexUrl, limits.index(), known == null ? null : known.index());
        if (answer instanceof Answer.Document fresh) {
            return Optional.of(session.readAll(fresh));
        }
        if (known == null || request.depth() == Depth.INDEX || session.isAllUnchanged(known)) {
            return Optional.empty();
        }
        return Optional.of(session.readAll(session.readNow(session.indexUrl, limits.index())));
    }

    /** One reading of one tree. */
    final class Session {
        final TreeLocation location;
        final DocumentLimits limits = UpstreamReader.this.limits;
        private final ReadRequest request;
        private final MetadataReader documents;
        private final URI indexUrl;

        private Session(TreeLocation location, ReadRequest request) {
            this.location = location;
            this.request = request;
            this.documents = UpstreamReader.this.documents.within(request.memory());
            this.indexUrl = location.resolve(location.index());
        }

        boolean isWanted(IndexEntry entry) {
            return wanted.test(entry);
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

        private ReadResult readAll(Answer.Document fresh) {
            Received<StreamIndex> index = open(indexUrl, fresh.bytes(), DocumentParser::parseIndex);
            var streams = new StreamCollector(this);
            streams.follow(location.index(), index.parsed());
            requireUnchanged(index, fresh.validators());
            requireCurrent(streams);
            return streams.reading(index, fresh.validators());
        }

        /** A new time stamp alone is no change: some servers write their documents for each request. */
        private void requireUnchanged(Received<StreamIndex> index, Validators validators) {
            long used = request.memory().used();
            Answer again = documents.read(indexUrl, limits.index(), validators.isEmpty() ? null : validators);
            if (again instanceof Answer.Document second
                    && !Arrays.equals(second.bytes(), index.bytes())
                    && !meaning(second).equals(index.document().withoutTimes())) {
                throw new UpstreamException.Inconsistent(
                        indexUrl + " changed while its products were read; it is read again later");
            }
            request.memory().shrinkTo(used);
        }

        private Object meaning(Answer.Document index) {
            return open(indexUrl, index.bytes(), DocumentParser::parseIndex)
                    .document()
                    .withoutTimes();
        }

        private void requireCurrent(StreamCollector streams) {
            if (!streams.stale().isEmpty() && !request.tolerated().test(streams.stale())) {
                throw new UpstreamException.Inconsistent(indexUrl + ": "
                        + streams.stale().stream()
                                .map(StaleDocument::toString)
                                .sorted()
                                .collect(Collectors.joining("; "))
                        + "; it is read again later");
            }
        }

        Answer.Document readNow(URI url, long maxBytes) {
            if (documents.read(url, maxBytes, null) instanceof Answer.Document document) {
                return document;
            }
            throw new UpstreamException.Unreachable(url + " answered 'not modified' to a plain request");
        }

        <T> Received<T> open(URI url, byte[] received, Function<byte[], Parsed<T>> parser) {
            DocumentTrust.Opened opened = trust.open(url, received);
            try {
                return new Received<>(received, opened.body(), opened.signature(), parser.apply(opened.body()));
            } catch (DocumentException e) {
                throw new UpstreamException.Refused(
                        url + ": " + e.getMessage(), e, Optional.of(new RefusedDocument(url, received)));
            }
        }
    }

    /** Validators of a document that could not be read: it counts as changed each time. */
    static final Validators UNKNOWN = new Validators((@Nullable String) null, null);
}
