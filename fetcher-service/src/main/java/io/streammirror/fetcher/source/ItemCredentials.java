package io.streammirror.fetcher.source;

import io.streammirror.credentials.Credentials;
import io.streammirror.mirror.MirrorName;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Whose credentials are shown where: those of the mirrors that want an item, to the hosts that their files name. */
public final class ItemCredentials {
    public static final ItemCredentials NONE = new ItemCredentials(Map.of());

    private final Map<MirrorName, Credentials> ofMirrors;

    public ItemCredentials(Map<MirrorName, Credentials> ofMirrors) {
        this.ofMirrors = Map.copyOf(ofMirrors);
    }

    /** The {@code Authorization} for a request to this address; empty when none of these mirrors has any for it. */
    Optional<String> authorizationFor(URI url, Collection<MirrorName> mirrors) {
        return mirrors.stream()
                .map(mirror -> ofMirrors.getOrDefault(mirror, Credentials.NONE).authorizationFor(url))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
