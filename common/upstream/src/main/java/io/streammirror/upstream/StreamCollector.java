package io.streammirror.upstream;

import io.streammirror.simplestreams.ContentId;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows indexes to their documents, each of which is read once; what cannot be used is left out by name. */
final class StreamCollector {
    /** Real trees nest indexes once at most; a cycle must end. */
    static final int MAX_INDEX_DEPTH = 4;

    private final UpstreamReader.Session session;
    private final TreeLocation location;
    private final Set<ItemPath> indexes = new HashSet<>();
    private final Set<ContentId> streams = new HashSet<>();
    private final List<Received<StreamIndex>> nested = new ArrayList<>();
    private final List<UpstreamSnapshot.Products> products = new ArrayList<>();
    private final Map<ItemPath, Validators> validators = new HashMap<>();
    private final List<Rejection> refusals = new ArrayList<>();
    private final TreeSet<ContentId> unreadable = new TreeSet<>();
    private final Set<StaleDocument> stale = new HashSet<>();
    private final List<UpstreamException.Refused> refused = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    StreamCollector(UpstreamReader.Session session) {
        this.session = session;
        this.location = session.location;
    }

    /** Follows the index that the reading starts from. */
    void follow(ItemPath path, Parsed<StreamIndex> index) {
        indexes.add(path);
        follow(index, 1);
    }

    /** Documents that are older than their index entries. */
    Set<StaleDocument> stale() {
        return Set.copyOf(stale);
    }

    ReadResult reading(Received<StreamIndex> index, Validators ofIndex) {
        stale.stream()
                .map(document -> document + ", and it stays so; the document is taken as it is")
                .sorted()
                .forEach(notes::add);
        return new ReadResult(
                new UpstreamSnapshot(location, index, nested, products, refusals, unreadable),
                new TreeValidators(location, ofIndex, validators),
                stale,
                refused,
                List.of(),
                notes);
    }

    private void follow(Parsed<StreamIndex> index, int depth) {
        refusals.addAll(index.refusals());
        List<IndexEntry> entries =
                index.document().entries().stream().filter(session::isWanted).toList();
        Set<ContentId> named = entries.stream().map(IndexEntry::contentId).collect(Collectors.toSet());
        entries.forEach(entry -> follow(entry, named, depth));
    }

    private void follow(IndexEntry entry, Set<ContentId> named, int depth) {
        try {
            if (entry.isProducts()) {
                followProducts(entry, named);
            } else if (!entry.isIndex()) {
                refuse(entry, "format '" + entry.format() + "' is not one that can be mirrored");
            } else if (depth >= MAX_INDEX_DEPTH) {
                refuse(entry, "indexes are nested more than " + MAX_INDEX_DEPTH + " deep");
            } else if (indexes.add(entry.path())) {
                follow(readIndex(entry), depth + 1);
            } else {
                refuse(entry, "index '" + entry.path() + "' was read already");
            }
        } catch (UpstreamException.Refused e) {
            if (e.isUntrusted()) {
                throw e;
            }
            refused.add(e);
            leaveOut(entry, e);
        } catch (UpstreamException.Unreachable e) {
            if (!e.isMissing()) {
                throw e;
            }
            leaveOut(entry, e);
        }
    }

    private void followProducts(IndexEntry entry, Set<ContentId> named) {
        if (streams.contains(entry.contentId())) {
            refuse(entry, "the stream is named by another index already");
            return;
        }
        Received<ProductsDocument> received = readProducts(entry);
        ContentId id = received.document().contentId();
        if (!id.equals(entry.contentId()) && !takesOtherName(entry, id, named)) {
            return;
        }
        streams.add(id);
        products.add(new UpstreamSnapshot.Products(entry, received));
        checkAge(entry, received.document().updated());
    }

    /** No reader of the format compares the key of an entry with its document's id, so people do not notice a difference. */
    private boolean takesOtherName(IndexEntry entry, ContentId id, Set<ContentId> named) {
        if (named.contains(id) || streams.contains(id)) {
            unreadable.add(entry.contentId());
            refuse(entry, "its document '" + entry.path() + "' is of stream '" + id + "', which another entry names");
            return false;
        }
        notes.add(
                "index entry '" + entry.contentId() + "' leads to stream '" + id + "'; it is mirrored under that name");
        return session.isWanted(entry.named(id));
    }

    private Parsed<StreamIndex> readIndex(IndexEntry entry) {
        URI url = location.resolve(entry.path());
        byte[] bytes = read(entry, url, session.limits.index());
        Received<StreamIndex> received = session.open(url, bytes, DocumentParser::parseIndex);
        checkAge(entry, received.document().updated());
        nested.add(received);
        return received.parsed();
    }

    private Received<ProductsDocument> readProducts(IndexEntry entry) {
        URI url = location.resolve(entry.path());
        return session.open(url, read(entry, url, session.limits.products()), DocumentParser::parseProducts);
    }

    private byte[] read(IndexEntry entry, URI url, long maxBytes) {
        validators.put(entry.path(), UpstreamReader.UNKNOWN);
        Answer.Document document = session.readNow(url, maxBytes);
        validators.put(entry.path(), document.validators());
        return document.bytes();
    }

    /** Upstream writes products before the index, so a document older than its entry is one of an earlier state. */
    private void checkAge(IndexEntry entry, @Nullable Instant found) {
        Instant promised = entry.updated();
        if (promised != null && found != null && found.isBefore(promised)) {
            stale.add(new StaleDocument(entry.path(), promised, found));
        }
    }

    private void leaveOut(IndexEntry entry, UpstreamException cause) {
        unreadable.add(entry.contentId());
        validators.put(entry.path(), UpstreamReader.UNKNOWN);
        refuse(entry, "the stream is left out: " + cause.getMessage());
    }

    private void refuse(IndexEntry entry, String reason) {
        refusals.add(new Rejection("/index/" + entry.contentId(), reason));
    }
}
