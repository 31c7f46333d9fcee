package io.streammirror.upstream;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MirrorSettings;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.selection.Selector;
import io.streammirror.selection.StreamPatterns;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The upstream of one mirror as its settings describe it: where it is, what is trusted, what is wanted of it. */
public final class MirrorUpstream {
    private final MirrorSettings settings;
    private final UpstreamReader reader;
    private final Selector selector;

    private MirrorUpstream(MirrorSettings settings, UpstreamReader reader) {
        this.settings = settings;
        this.reader = reader;
        this.selector = new Selector(settings.selections(), settings.wholeVersions());
    }

    public static MirrorUpstream of(MirrorSettings settings, MetadataReader documents, Clock clock) {
        var excluded = StreamPatterns.of(settings.excludeStreams());
        return new MirrorUpstream(
                settings,
                new UpstreamReader(
                        documents.with(settings.credentials()),
                        trust(settings, clock),
                        entry -> !excluded.test(entry.contentId())));
    }

    private static DocumentTrust trust(MirrorSettings settings, Clock clock) {
        return settings.keyring()
                .map(keyring -> DocumentTrust.signed(
                        new SignatureVerifier(keyring, settings.fingerprints(), settings.allow(), clock)))
                .orElseGet(DocumentTrust::unsigned);
    }

    /**
     * Reads the first source that can be used; each of the others stands in for those before it.
     *
     * @param known how far the tree was read last time, or none to read in any case
     * @param depth what to ask before nothing is believed to be new
     * @return empty when nothing has changed since
     * @throws UpstreamException when no source has anything that can be taken
     */
    public Optional<ReadResult> read(@Nullable TreeValidators known, Depth depth) {
        var failures = new ArrayList<UpstreamException>();
        for (TreeLocation location : locations()) {
            try {
                TreeValidators here = known != null && known.location().equals(location) ? known : null;
                return reader.read(location, here, depth).map(reading -> reading.withNotes(Failover.notes(failures)));
            } catch (UpstreamException e) {
                failures.add(e);
            }
        }
        throw Failover.failure(failures);
    }

    /**
     * What the operator wants of a set; the same whichever source the set came from.
     *
     * @param followed the catalog that is followed; null when there is none. Where versions wait before they are published, it keeps what it
     *     has for as long as upstream lists it: else a version could be replaced by a newer one before it was old enough, and so on for ever
     */
    public Catalog select(UpstreamSnapshot set, @Nullable Catalog followed) {
        return CatalogMaker.make(settings.name(), locations().get(0), set, document -> {
            CatalogStream before = followed == null || !keepsVersions()
                    ? null
                    : followed.streams().get(document.contentId());
            return before == null ? selector.select(document) : selector.selectKeeping(document, before.selected());
        });
    }

    /** Whether what is selected hangs on what was selected before. */
    public boolean keepsVersions() {
        return !settings.publishAfter().isZero();
    }

    /** What the operator's filters match of a set, item by item: without what comes along because versions are kept whole. */
    public Catalog selectMatching(UpstreamSnapshot set) {
        return CatalogMaker.make(
                settings.name(), locations().get(0), set, new Selector(settings.selections(), false)::select);
    }

    /** All places where the tree's files can be had, best first. */
    public List<TreeLocation> locations() {
        var sources = new ArrayList<URI>();
        settings.source().ifPresent(sources::add);
        sources.addAll(settings.fallbackSources());
        return sources.stream()
                .map(source -> TreeLocation.parse(source, settings.unsigned()))
                .toList();
    }
}
