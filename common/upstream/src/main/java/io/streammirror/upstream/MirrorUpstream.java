package io.streammirror.upstream;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MirrorSettings;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.selection.SelectionCheck;
import io.streammirror.selection.Selector;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.selection.UnmatchedSelection;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductsDocument;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The upstream of one mirror as its settings describe it: where it is, what is trusted, what is wanted of it. */
public final class MirrorUpstream {
    private final MirrorSettings settings;
    private final UpstreamReader reader;
    private final Selector selector;
    private final List<TreeLocation> locations;

    private MirrorUpstream(MirrorSettings settings, List<TreeLocation> locations, UpstreamReader reader) {
        this.settings = settings;
        this.locations = List.copyOf(locations);
        this.reader = reader;
        this.selector = new Selector(settings.selections(), settings.keys().wholeVersions());
    }

    public static MirrorUpstream of(MirrorSettings settings, MetadataReader documents, Clock clock) {
        var excluded = StreamPatterns.of(settings.excludeStreams());
        return new MirrorUpstream(
                settings,
                locations(settings),
                new UpstreamReader(
                        documents.with(settings.credentials()),
                        trust(settings, clock),
                        entry -> !excluded.test(entry.contentId())));
    }

    /**
     * A tree whose documents the caller vouches for, such as that of a signed bundle. Signatures inside the documents are not verified.
     *
     * @param location where the reader finds the tree; it names the source of the catalog
     */
    public static MirrorUpstream vouched(MirrorSettings settings, TreeLocation location, MetadataReader documents) {
        return new MirrorUpstream(
                settings, List.of(location), new UpstreamReader(documents, DocumentTrust.unsigned(), entry -> true));
    }

    private static DocumentTrust trust(MirrorSettings settings, Clock clock) {
        return settings.keyring()
                .map(keyring -> DocumentTrust.signed(
                        new SignatureVerifier(keyring, settings.fingerprints(), settings.allow(), clock)))
                .orElseGet(DocumentTrust::unsigned);
    }

    /** Reads the tree with all the memory that this process has for documents; documents older than their index entries are not taken. */
    public Optional<ReadResult> read(@Nullable TreeValidators known, Depth depth) {
        try (var memory = DocumentMemory.ofThisProcess().open()) {
            return read(new ReadRequest(known, depth, stale -> false, memory));
        }
    }

    /**
     * Reads the first source that can be used whole; each of the others stands in for those before it. When no source
     * can be read whole, the first one that can be used at all is taken.
     *
     * @return empty when nothing has changed since the source was read last
     * @throws UpstreamException when no source has anything that can be taken
     */
    public Optional<ReadResult> read(ReadRequest request) {
        var failures = new ArrayList<UpstreamException>();
        Optional<ReadResult> partial = Optional.empty();
        for (TreeLocation location : locations()) {
            try {
                Optional<ReadResult> reading = readSource(location, request).map(found -> found.after(failures));
                if (reading.isEmpty() || isBetter(reading.get(), partial)) {
                    return reading;
                }
                partial = partial.or(() -> reading);
            } catch (UpstreamException e) {
                failures.add(e);
            }
        }
        if (partial.isPresent()) {
            return partial;
        }
        throw Failover.failure(failures);
    }

    /** A fallback that is whole, but older than what an earlier source has, is no gain. */
    private static boolean isBetter(ReadResult reading, Optional<ReadResult> partial) {
        Instant before = partial.map(found -> found.set().updated()).orElse(null);
        Instant now = reading.set().updated();
        return reading.isWhole() && (before == null || (now != null && !now.isBefore(before)));
    }

    /** A source without signatures may have its documents in their signed form only. */
    private Optional<ReadResult> readSource(TreeLocation location, ReadRequest request) {
        if (!settings.unsigned() || !location.isByPlainIndex()) {
            return readForm(location, request);
        }
        try {
            return readForm(location, request);
        } catch (UpstreamException.Unreachable e) {
            if (!e.isMissing()) {
                throw e;
            }
            try {
                return readForm(location.bySignedIndex(), request);
            } catch (UpstreamException.Unreachable alsoMissing) {
                throw alsoMissing.isMissing() ? e : alsoMissing;
            }
        }
    }

    private Optional<ReadResult> readForm(TreeLocation location, ReadRequest request) {
        TreeValidators known = request.known();
        return reader.read(
                location, request.knowing(known != null && known.location().equals(location) ? known : null));
    }

    /**
     * The content of a set that the operator selects; it does not depend on the source of the set.
     *
     * @param followed the catalog that is followed; null when there is none. A stream of it that the set names and
     *     could not read stays as it is. Where versions wait before they are published, the catalog keeps what it has
     *     until it was published: else a version could be replaced by a newer one before it was old enough, and so on
     *     for ever
     * @param stock what the store has, where versions wait before they are published
     */
    public Catalog select(UpstreamSnapshot set, @Nullable Catalog followed, VersionStock stock) {
        return catalogs().make(set, followed, document -> {
            CatalogStream before = followed == null || !keepsVersions()
                    ? null
                    : followed.streams().get(document.contentId());
            return before == null ? selector.select(document) : keeping(document, before.selected(), stock);
        });
    }

    /** The content of a set that the operator selects, when nothing is stored. */
    public Catalog select(UpstreamSnapshot set, @Nullable Catalog followed) {
        return select(set, followed, VersionStock.EMPTY);
    }

    private ProductsDocument keeping(ProductsDocument document, ProductsDocument before, VersionStock stock) {
        var products = new TreeMap<>(selector.selectKeeping(document, before).products());
        var pushedOut = PushedOutVersions.of(document, selector.select(document), before, stock);
        selector.selectAll(document.withProducts(pushedOut)).products().forEach((name, product) -> {
            Product chosen = products.get(name);
            var versions = new TreeMap<>(product.versions());
            versions.putAll(chosen == null ? new TreeMap<>() : chosen.versions());
            products.put(name, (chosen == null ? product : chosen).withVersions(versions));
        });
        return document.withProducts(products);
    }

    /** How long versions wait before they are published; zero for not at all. */
    public Duration publishAfter() {
        return settings.keys().publishAfter();
    }

    private CatalogMaker catalogs() {
        return new CatalogMaker(settings.name(), locations().get(0));
    }

    /** Whether versions are kept that upstream still lists. */
    private boolean keepsVersions() {
        return !settings.keys().publishAfter().isZero();
    }

    /** Whether what is selected of this set depends on what is followed. */
    public boolean dependsOnFollowed(UpstreamSnapshot set) {
        return keepsVersions() || !set.unreadable().isEmpty();
    }

    /** The selections that match nothing of a set, each with what it may have meant; none while a part of the tree cannot be read. */
    public List<UnmatchedSelection> unmatched(UpstreamSnapshot set) {
        if (!set.unreadable().isEmpty()) {
            return List.of();
        }
        return SelectionCheck.unmatched(
                settings.selections(),
                set.products().stream()
                        .map(products -> products.received().document())
                        .toList());
    }

    /** The items of a set that the operator's filters match, without those that only belong to a whole version. */
    public Catalog selectMatching(UpstreamSnapshot set) {
        return catalogs().make(set, null, new Selector(settings.selections(), false)::select);
    }

    /** All places of the tree's files, best first. */
    public List<TreeLocation> locations() {
        return locations;
    }

    private static List<TreeLocation> locations(MirrorSettings settings) {
        var sources = new ArrayList<URI>();
        settings.source().ifPresent(sources::add);
        sources.addAll(settings.fallbackSources());
        return sources.stream()
                .map(source -> TreeLocation.parse(source, settings.unsigned()))
                .toList();
    }
}
