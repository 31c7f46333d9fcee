package io.streammirror.publisher.serve;

import io.streammirror.openpgp.Keyring;
import io.streammirror.publisher.page.PageAddress;
import io.streammirror.publisher.page.PageAssets;
import io.streammirror.publisher.page.PageService;
import io.streammirror.simplestreams.Sha256;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Everything that the public port serves besides the API: mirrors, the keyring, and pages for people. */
@Singleton
class PublicSite {
    static final String KEYRING = "/keys/mirror.gpg";
    static final String ARMORED_KEYRING = "/keys/mirror.asc";

    private final TreeHolder trees;
    private final PageService pages;
    private final Clock clock;
    private final PublicResponse.InMemoryFile binaryKeyring;
    private final PublicResponse.InMemoryFile armoredKeyring;

    PublicSite(TreeHolder trees, PageService pages, Keyring keyring, Clock clock) {
        this.trees = trees;
        this.pages = pages;
        this.clock = clock;
        Instant since = clock.instant();
        this.binaryKeyring = held(keyring.binary(), "application/octet-stream", since);
        this.armoredKeyring = held(keyring.armored(), "application/pgp-keys", since);
    }

    private static PublicResponse.InMemoryFile held(byte[] bytes, String mediaType, Instant modified) {
        return new PublicResponse.InMemoryFile(
                new ServedFile(Sha256.of(bytes), bytes.length, mediaType, false, modified), new InMemory(bytes));
    }

    PublicResponse answer(RequestPath path) {
        if (path.value().equals(KEYRING)) {
            return binaryKeyring;
        }
        if (path.value().equals(ARMORED_KEYRING)) {
            return armoredKeyring;
        }
        if (path.value().startsWith(PageAssets.BASE)) {
            return pages.assets()
                    .at(path.value())
                    .<PublicResponse>map(PublicResponse.Asset::new)
                    .orElseGet(PublicResponse.Missing::new);
        }
        return trees.current().map(tree -> answer(path, tree)).orElseGet(PublicResponse.TooEarly::new);
    }

    private PublicResponse answer(RequestPath path, ServedTree tree) {
        Optional<PageAddress> page = PageAddress.parse(path.value());
        if (page.isPresent()) {
            return new PublicResponse.Page(page.get());
        }
        return tree.mirrorOf(path)
                .map(mirror -> mirror.known() ? answer(path, mirror, tree) : new PublicResponse.TooEarly())
                .orElseGet(PublicResponse.Missing::new);
    }

    private PublicResponse answer(RequestPath path, MirrorTree mirror, ServedTree tree) {
        String below = path.below(mirror.base()).orElse("");
        Optional<PublicResponse> answer = below.isEmpty() || path.isDirectory()
                ? mirror.directory(below)
                        .map(directory -> new PublicResponse.DirectoryIndex(tree.sequence(), mirror, below, directory))
                : mirror.find(below, clock.instant()).map(file -> withBytes(file, tree));
        return answer.orElseGet(PublicResponse.Missing::new);
    }

    private static PublicResponse withBytes(ServedFile file, ServedTree tree) {
        InMemory bytes = tree.documents().get(file.sha256());
        return bytes == null ? new PublicResponse.Stored(file) : new PublicResponse.InMemoryFile(file, bytes);
    }
}
