package io.streammirror.publisher.sweep;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A catalog or a publication, as its key says. */
record StoredTree(Kind kind, MirrorName mirror, Sha256 id) {
    enum Kind {
        CATALOG,
        PUBLICATION
    }

    private static final Pattern KEY = Pattern.compile("(catalogs|publications)/([^/]+)/([0-9a-f]{64})\\.json");

    /** Empty for a key of another kind, and for foreign objects. */
    static Optional<StoredTree> of(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var mirror = new MirrorName(matcher.group(2));
            var id = new Sha256(matcher.group(3));
            Kind kind = key.startsWith(StoreKeys.CATALOGS) ? Kind.CATALOG : Kind.PUBLICATION;
            return Optional.of(new StoredTree(kind, mirror, id));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
