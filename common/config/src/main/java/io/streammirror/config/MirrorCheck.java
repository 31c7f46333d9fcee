package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules across the keys of one mirror. */
final class MirrorCheck {
    /** The keys that a mirror with {@code from} may have. All others are about an upstream, which it does not read. */
    private static final Set<String> BESIDE_FROM = Set.of(
            "from",
            "path",
            "publish-unfit-streams",
            "retention.publications",
            "retention.grace",
            "retention.overlap",
            "retention.upstream-documents",
            "maas.oldest",
            "maas.newest");

    /** The keys that a mirror with {@code import} may have: the sender chooses the content, and the guard checks it. */
    private static final Set<String> BESIDE_IMPORT = Stream.concat(
                    BESIDE_FROM.stream().filter(key -> !key.equals("from")),
                    Stream.of("import.keyring", "import.fingerprints", "max-upstream-age", "max-removal"))
            .collect(Collectors.toUnmodifiableSet());

    private final GivenKeys given;
    private final Problems problems;

    MirrorCheck(GivenKeys given, Problems problems) {
        this.given = given;
        this.problems = problems;
    }

    /**
     * Checks a mirror.
     *
     * @param key of the mirror, which begins those of its settings
     */
    void check(String key, String name, MirrorKeys keys) {
        problems.check(key, () -> new MirrorName(name));
        if (keys.from().isPresent()) {
            refuseOthers(
                    key,
                    BESIDE_FROM,
                    "cannot stand beside 'from': the mirror reads no upstream, it has what is promoted from mirror '"
                            + keys.from().get() + "'; leave one of the two out");
        } else if (keys.sender().isPresent()) {
            checkImported(key, keys.sender().get());
        } else {
            checkMirrored(key, keys);
        }
        if (keys.path().isEmpty()) {
            problems.add(
                    key + ".path", "is missing: where the tree is served, such as /maas/images/ephemeral-v3/stable");
        }
        problems.check(key + ".maas", () -> maas(keys));
    }

    private void checkImported(String key, MirrorKeys.Sender sender) {
        if (sender.keyring().isEmpty() && !problems.isUnread(key + ".import.keyring")) {
            problems.add(
                    key + ".import.keyring",
                    "is missing: the public keys of the sender, of which one must have signed each bundle");
        }
        refuseOthers(
                key,
                BESIDE_IMPORT,
                "cannot stand beside 'import': the mirror reads no upstream, it has what bundles carry;"
                        + " leave one of the two out");
    }

    private void refuseOthers(String key, Set<String> allowed, String reason) {
        KnownKeys.ofMirror().stream()
                .map(MirrorCheck::withoutElements)
                .distinct()
                .filter(name -> !allowed.contains(name) && given.contain(key + "." + name))
                .forEach(name -> problems.refuse(key + "." + name, reason));
    }

    /** A list of groups counts as one key. */
    private static String withoutElements(String name) {
        return name.startsWith("selections.") ? "selections" : name;
    }

    private void checkMirrored(String key, MirrorKeys keys) {
        if (keys.source().isEmpty()
                && !problems.isUnread(key + ".from")
                && !problems.isUnread(key + ".import.keyring")) {
            problems.add(
                    key + ".source",
                    "is missing: the base URL of the upstream tree; or 'from', the mirror whose publications are"
                            + " promoted into this one; or 'import', the sender of its bundles");
        }
        keys.source().ifPresent(source -> checkSource(key + ".source", source, keys.unsigned()));
        keys.fallbackSources()
                .orElse(List.of())
                .forEach(source -> checkSource(key + ".fallback-sources", source, keys.unsigned()));
    }

    /** A source that names its index document must name a signed one, unless the mirror takes it unverified. */
    private void checkSource(String key, URI source, boolean unsigned) {
        if (!unsigned && String.valueOf(source.getPath()).endsWith(".json")) {
            problems.add(
                    key,
                    "'" + source + "' is a document without a signature; name the .sjson beside it,"
                            + " or say 'unsigned: true' to take it unverified");
        }
    }

    static MaasRange maas(MirrorKeys keys) {
        return new MaasRange(keys.maas().oldest().strip(), keys.maas().newest().strip());
    }
}
