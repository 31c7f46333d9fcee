package io.streammirror.fetcher.source;

import io.streammirror.credentials.Credentials;
import io.streammirror.mirror.MirrorName;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The credentials of the mirrors, each sent only for items of its mirror and to the hosts that its file names. */
public final class ItemCredentials {
    public static final ItemCredentials NONE = new ItemCredentials(Map.of());

    private final Map<MirrorName, Credentials> ofMirrors;

    public ItemCredentials(Map<MirrorName, Credentials> ofMirrors) {
        this.ofMirrors = Map.copyOf(ofMirrors);
    }

    /** The value of {@code Authorization} for a request to this address; empty if none of these mirrors has credentials for it. */
    Optional<String> authorizationFor(URI url, Collection<MirrorName> mirrors) {
        return mirrors.stream()
                .map(mirror -> ofMirrors.getOrDefault(mirror, Credentials.NONE).authorizationFor(url))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
