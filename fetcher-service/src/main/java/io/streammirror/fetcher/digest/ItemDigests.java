package io.streammirror.fetcher.digest;

import io.streammirror.event.ItemRequested;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All digests that upstream declares for an item, computed over one pass of its bytes. */
public final class ItemDigests {
    private static final String SHA256 = "sha256";

    /** What simplestreams documents call them, and what Java does; others cannot be checked and are left to sha256. */
    private static final Map<String, String> NAMES =
            Map.of(SHA256, "SHA-256", "md5", "MD5", "sha1", "SHA-1", "sha384", "SHA-384", "sha512", "SHA-512");

    static final Set<String> ALGORITHMS = Set.copyOf(NAMES.values());

    private final Map<String, String> expected = new LinkedHashMap<>();
    private final Map<String, MessageDigest> running = new LinkedHashMap<>();

    public ItemDigests(ItemRequested request) {
        add(SHA256, request.sha256().hex());
        request.digests().forEach((name, hex) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (NAMES.containsKey(lower) && !lower.equals(SHA256)) {
                add(lower, hex.toLowerCase(Locale.ROOT));
            }
        });
    }

    /**
     * Digests that go on from what {@link #state} told, perhaps in another process.
     *
     * @return empty when that does not fit this request or this platform
     */
    public static Optional<ItemDigests> resumed(ItemRequested request, Map<String, String> state) {
        var digests = new ItemDigests(request);
        boolean fits = DigestState.isSupported()
                && digests.running.keySet().equals(state.keySet())
                && digests.running.entrySet().stream()
                        .allMatch(digest ->
                                DigestState.restore(digest.getValue(), state.getOrDefault(digest.getKey(), "")));
        return fits ? Optional.of(digests) : Optional.empty();
    }

    /** Whether this platform lets digests be taken up again at all. */
    public static boolean canBeResumed() {
        return DigestState.isSupported();
    }

    public void update(byte[] bytes, int offset, int length) {
        running.values().forEach(digest -> digest.update(bytes, offset, length));
    }

    /** How far all digests are, to go on from; empty where the platform does not tell, or not at this point. */
    public Optional<Map<String, String>> state() {
        if (!DigestState.isSupported()) {
            return Optional.empty();
        }
        var states = new TreeMap<String, String>();
        running.forEach((name, digest) -> DigestState.of(digest).ifPresent(state -> states.put(name, state)));
        return states.size() == running.size() ? Optional.of(states) : Optional.empty();
    }

    /** What does not agree, once all bytes were seen; ends the computation. */
    public Optional<String> mismatch() {
        for (var digest : running.entrySet()) {
            String actual = HexFormat.of().formatHex(digest.getValue().digest());
            String wanted = expected.get(digest.getKey());
            if (!actual.equals(wanted)) {
                return Optional.of(digest.getKey() + " is " + actual + ", expected " + wanted);
            }
        }
        return Optional.empty();
    }

    private void add(String name, String hex) {
        expected.put(name, hex);
        running.put(name, digest(NAMES.getOrDefault(name, name)));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks " + algorithm, e);
        }
    }
}
