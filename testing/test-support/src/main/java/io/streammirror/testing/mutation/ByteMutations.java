package io.streammirror.testing.mutation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages bytes like bad disks, bad proxies and attackers. */
public final class ByteMutations {
    private static final int MAX_MUTATIONS = 4;

    private final List<byte[]> tokens;

    /** @param tokens texts that mean something in the format, to be put where they do not belong */
    public ByteMutations(List<String> tokens) {
        this.tokens = tokens.stream()
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** One to four changes; the bytes given stay as they are. */
    public byte[] apply(byte[] bytes, RandomGenerator random) {
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(1, MAX_MUTATIONS + 1); i > 0; i--) {
            changed = changeOnce(changed, random);
        }
        return changed;
    }

    private byte[] changeOnce(byte[] bytes, RandomGenerator random) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + random.nextInt(random.nextInt(4) == 0 ? 200 : 8));
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes, at, random);
            case 1 -> splice(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
            case 2 -> splice(bytes, at, end, new byte[0]);
            case 3 -> splice(bytes, at, bytes.length, new byte[0]);
            case 4 -> splice(bytes, at, at, slice(bytes, at, end));
            case 5 -> splice(bytes, at, at, slice(bytes, random, end));
            case 6 -> splice(bytes, at, end, token(random));
            default -> splice(bytes, at, at, token(random));
        };
    }

    private static byte[] flipped(byte[] bytes, int at, RandomGenerator random) {
        byte[] flipped = bytes.clone();
        if (at < flipped.length) {
            flipped[at] = (byte) (flipped[at] ^ (1 << random.nextInt(8)));
        }
        return flipped;
    }

    private byte[] token(RandomGenerator random) {
        return tokens.get(random.nextInt(tokens.size()));
    }

    private static byte[] slice(byte[] bytes, RandomGenerator random, int end) {
        return slice(bytes, random.nextInt(end + 1), end);
    }

    private static byte[] slice(byte[] bytes, int start, int end) {
        return Arrays.copyOfRange(bytes, start, Math.max(start, end));
    }

    private static byte[] splice(byte[] bytes, int start, int end, byte[] between) {
        var result = new ByteArrayOutputStream(bytes.length + between.length);
        result.write(bytes, 0, start);
        result.writeBytes(between);
        result.write(bytes, Math.max(start, end), bytes.length - Math.max(start, end));
        return result.toByteArray();
    }
}
