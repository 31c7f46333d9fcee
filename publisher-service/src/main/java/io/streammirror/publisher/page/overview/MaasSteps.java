package io.streammirror.publisher.page.overview;

import io.streammirror.config.MaasRange;
import io.streammirror.publisher.page.PageRequest;

/**
 * How a MAAS comes to read a mirror.
 *
 * @param url of the boot source, with the slash that some releases need
 * @param keyring URL of the binary keyring
 * @param fingerprint of the signing key
 * @param withData the releases among them that take the keyring as data; empty when none does
 * @param withFile the releases among them that take the keyring as a file; empty when none does
 */
public record MaasSteps(
        String url, String keyring, String fingerprint, String range, String withData, String withFile) {
    private static final String KEYRING = "/keys/mirror.gpg";

    static MaasSteps of(PageRequest request, String path, String fingerprint, MaasRange range) {
        return new MaasSteps(
                request.site() + path + "/",
                request.site() + KEYRING,
                fingerprint,
                range.toString(),
                isBefore38(range.oldest())
                        ? releases(range.oldest(), isBefore38(range.newest()) ? range.newest() : "3.7")
                        : "",
                isBefore38(range.newest())
                        ? ""
                        : releases(isBefore38(range.oldest()) ? "3.8" : range.oldest(), range.newest()));
    }

    private static String releases(String oldest, String newest) {
        return new MaasRange(oldest, newest).toString();
    }

    private static boolean isBefore38(String release) {
        return release.startsWith("3.") && release.compareTo("3.8") < 0;
    }

    public String download() {
        return "curl -fsSo mirror.gpg " + keyring;
    }

    /** The data of the keyring for the UI of MAAS before 3.8. */
    public String base64() {
        return "curl -fsS " + keyring + " | base64 -w0";
    }

    public String check() {
        return "gpg --show-keys mirror.gpg";
    }

    public String sources() {
        return "maas $PROFILE boot-sources read";
    }

    public String updateWithData() {
        return update() + " keyring_filename= keyring_data@=mirror.gpg";
    }

    public String updateWithFile() {
        return update() + " keyring_filename=" + file();
    }

    /** Where the region controllers of a snap can read it. */
    public String file() {
        return "/var/snap/maas/common/mirror.gpg";
    }

    private String update() {
        return "maas $PROFILE boot-source update $SOURCE_ID url=" + url;
    }

    public String importNow() {
        return "maas $PROFILE boot-resources import";
    }

    public String lint() {
        return "mirror lint --keyring mirror.gpg " + url;
    }
}
