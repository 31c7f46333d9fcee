package io.streammirror.publisher.page.overview;

import io.streammirror.api.MirrorStatus;
import io.streammirror.openpgp.Keyring;
import io.streammirror.publisher.page.PageText;
import java.util.stream.Collectors;

/** Words for parts of a mirror's status. */
final class MirrorTexts {
    private static final int GROUP = 4;

    private MirrorTexts() {}

    /** The published content; empty when there is none. */
    static String contents(MirrorStatus mirror) {
        return mirror.publication() == null
                ? ""
                : PageText.count(mirror.products(), "product") + ", " + PageText.count(mirror.versions(), "version");
    }

    /** When the live publication was made; empty when there is none. */
    static String published(MirrorStatus mirror) {
        return mirror.published() == null ? "" : PageText.time(mirror.published());
    }

    /** The fingerprints of the keys that sign, in groups of four digits as gpg prints them. */
    static String fingerprint(Keyring keyring) {
        return keyring.fingerprints().stream()
                .map(fingerprint -> grouped(fingerprint.toString()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String grouped(String hex) {
        return hex.replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
    }
}
