package io.streammirror.fetcher.digest;

import java.lang.reflect.Field;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of a running {@link MessageDigest} and restores it in a fresh one, in another process too. The
 * platform has no public way for this. The class accesses two fields of the platform's implementations, which have had
 * these names since Java 8. Each process tests once whether that works ({@link #isSupported}). The runnable jar opens
 * the two packages ({@code Add-Opens} in its manifest).
 *
 * <p>It works only between blocks, where the state is the chaining value and the count of bytes.
 */
final class DigestState {
    private static final boolean SUPPORTED = selfTest();

    private DigestState() {}

    /** Whether this platform supports it; otherwise everything works, but an item whose fetcher died starts over. */
    static boolean isSupported() {
        return SUPPORTED;
    }

    /**
     * The state as text: the count of bytes, then the chaining value, in decimal; empty if it is not accessible.
     *
     * @param digest after a whole number of its blocks
     */
    static Optional<String> of(MessageDigest digest) {
        try {
            return Optional.of(read(digest));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Restores a state in a fresh digest.
     *
     * @return false if it does not fit; the digest is then unusable
     */
    static boolean restore(MessageDigest digest, String state) {
        try {
            write(digest, state);
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    private static String read(MessageDigest digest) throws ReflectiveOperationException {
        Object implementation = implementation(digest);
        if (field(implementation, "bufOfs").getInt(implementation) != 0) {
            throw new IllegalStateException("not between two blocks");
        }
        long bytes = field(implementation, "bytesProcessed").getLong(implementation);
        Object chaining = field(implementation, "state").get(implementation);
        LongStream words =
                chaining instanceof int[] ints ? Arrays.stream(ints).asLongStream() : LongStream.of((long[]) chaining);
        return LongStream.concat(LongStream.of(bytes), words)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    private static void write(MessageDigest digest, String state) throws ReflectiveOperationException {
        long[] words =
                Arrays.stream(state.split(" ")).mapToLong(Long::parseLong).toArray();
        Object implementation = implementation(digest);
        Object chaining = field(implementation, "state").get(implementation);
        if (chaining instanceof int[] ints) {
            requireLength(ints.length, words);
            for (int i = 0; i < ints.length; i++) {
                ints[i] = Math.toIntExact(words[i + 1]);
            }
        } else {
            long[] longs = (long[]) chaining;
            requireLength(longs.length, words);
            System.arraycopy(words, 1, longs, 0, longs.length);
        }
        field(implementation, "bytesProcessed").setLong(implementation, words[0]);
    }

    private static void requireLength(int chaining, long[] words) {
        if (words.length != chaining + 1) {
            throw new IllegalArgumentException("a state of " + words.length + " words");
        }
    }

    /** The platform wraps its implementations in a delegate. */
    private static Object implementation(MessageDigest digest) throws ReflectiveOperationException {
        return field(digest, "digestSpi").get(digest);
    }

    private static Field field(Object object, String name) throws ReflectiveOperationException {
        for (@Nullable Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(object.getClass() + " has no " + name);
    }

    private static boolean selfTest() {
        byte[] bytes = new byte[4096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return ItemDigests.ALGORITHMS.stream().allMatch(algorithm -> resumes(algorithm, bytes));
    }

    private static boolean resumes(String algorithm, byte[] bytes) {
        try {
            byte[] whole = MessageDigest.getInstance(algorithm).digest(bytes);
            MessageDigest first = MessageDigest.getInstance(algorithm);
            first.update(bytes, 0, 1024);
            MessageDigest second = MessageDigest.getInstance(algorithm);
            Optional<String> state = of(first);
            if (state.isEmpty() || !restore(second, state.get())) {
                return false;
            }
            second.update(bytes, 1024, bytes.length - 1024);
            return MessageDigest.isEqual(whole, second.digest());
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }
}
