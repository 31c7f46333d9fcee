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
    private final Answer.Held binaryKeyring;
    private final Answer.Held armoredKeyring;

    PublicSite(TreeHolder trees, PageService pages, Keyring keyring, Clock clock) {
        this.trees = trees;
        this.pages = pages;
        this.clock = clock;
        Instant since = clock.instant();
        this.binaryKeyring = held(keyring.binary(), "application/octet-stream", since);
        this.armoredKeyring = held(keyring.armored(), "application/pgp-keys", since);
    }

    private static Answer.Held held(byte[] bytes, String mediaType, Instant modified) {
        return new Answer.Held(
                new ServedFile(Sha256.of(bytes), bytes.length, mediaType, false, modified), new InMemory(bytes));
    }

    Answer answer(RequestPath path) {
        if (path.value().equals(KEYRING)) {
            return binaryKeyring;
        }
        if (path.value().equals(ARMORED_KEYRING)) {
            return armoredKeyring;
        }
        if (path.value().startsWith(PageAssets.BASE)) {
            return pages.assets()
                    .at(path.value())
                    .<Answer>map(Answer.Asset::new)
                    .orElseGet(Answer.Missing::new);
        }
        return trees.current().map(tree -> answer(path, tree)).orElseGet(Answer.TooEarly::new);
    }

    private Answer answer(RequestPath path, ServedTree tree) {
        Optional<PageAddress> page = PageAddress.parse(path.value());
        if (page.isPresent()) {
            return new Answer.Page(page.get());
        }
        return tree.mirrorOf(path)
                .map(mirror -> mirror.known() ? answer(path, mirror, tree) : new Answer.TooEarly())
                .orElseGet(Answer.Missing::new);
    }

    private Answer answer(RequestPath path, MirrorTree mirror, ServedTree tree) {
        String below = path.below(mirror.base()).orElse("");
        Optional<Answer> answer = below.isEmpty() || path.isDirectory()
                ? mirror.directory(below)
                        .map(directory -> new Answer.Listing(tree.sequence(), mirror, below, directory))
                : mirror.find(below, clock.instant()).map(file -> withBytes(file, tree));
        return answer.orElseGet(Answer.Missing::new);
    }

    private static Answer withBytes(ServedFile file, ServedTree tree) {
        InMemory bytes = tree.documents().get(file.sha256());
        return bytes == null ? new Answer.Stored(file) : new Answer.Held(file, bytes);
    }
}
