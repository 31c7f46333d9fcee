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

    /** Names of digests in simplestreams documents, and in Java; others cannot be checked, and sha256 decides. */
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
     * Digests that resume from a {@link #state}, perhaps of another process.
     *
     * @return empty if the state does not fit this request or this platform
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

    /** Whether this platform supports resumed digests at all. */
    public static boolean canBeResumed() {
        return DigestState.isSupported();
    }

    public void update(byte[] bytes, int offset, int length) {
        running.values().forEach(digest -> digest.update(bytes, offset, length));
    }

    /** The state of all digests, to resume from; empty if the platform gives no access, or not at this point. */
    public Optional<Map<String, String>> state() {
        if (!DigestState.isSupported()) {
            return Optional.empty();
        }
        var states = new TreeMap<String, String>();
        running.forEach((name, digest) -> DigestState.of(digest).ifPresent(state -> states.put(name, state)));
        return states.size() == running.size() ? Optional.of(states) : Optional.empty();
    }

    /** The digest that does not agree after all bytes; ends the computation. */
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
