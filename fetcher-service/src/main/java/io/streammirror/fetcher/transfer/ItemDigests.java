package io.streammirror.fetcher.transfer;

import io.streammirror.events.ItemRequested;
import io.streammirror.simplestreams.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All digests that upstream declares for an item, computed over one pass of its bytes. */
final class ItemDigests {
    /** What simplestreams documents call them, and what Java does; others cannot be checked and are left to sha256. */
    private static final Map<String, String> FURTHER =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha384", "SHA-384", "sha512", "SHA-512");

    private final Map<String, String> expected = new LinkedHashMap<>();
    private final Map<String, MessageDigest> running = new LinkedHashMap<>();

    ItemDigests(ItemRequested request) {
        add("sha256", request.sha256().hex(), Sha256.newDigest());
        request.digests().forEach((name, hex) -> {
            String algorithm = FURTHER.get(name.toLowerCase(Locale.ROOT));
            if (algorithm != null) {
                add(name, hex.toLowerCase(Locale.ROOT), digest(algorithm));
            }
        });
    }

    void update(byte[] bytes, int offset, int length) {
        running.values().forEach(digest -> digest.update(bytes, offset, length));
    }

    /** What does not agree, once all bytes were seen; ends the computation. */
    Optional<String> mismatch() {
        for (var digest : running.entrySet()) {
            String actual = HexFormat.of().formatHex(digest.getValue().digest());
            String wanted = expected.get(digest.getKey());
            if (!actual.equals(wanted)) {
                return Optional.of(digest.getKey() + " is " + actual + ", expected " + wanted);
            }
        }
        return Optional.empty();
    }

    private void add(String name, String hex, MessageDigest digest) {
        expected.put(name, hex);
        running.put(name, digest);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks " + algorithm, e);
        }
    }
}
