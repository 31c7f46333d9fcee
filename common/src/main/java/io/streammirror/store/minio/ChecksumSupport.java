package io.streammirror.store.minio;

import io.streammirror.store.StoreKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store compares bytes with the CRC-32C sent with them. Some ignore the header, others refuse all that have it, so both
 * a wrong and a right one are tried, once.
 */
final class ChecksumSupport {
    private static final byte[] BYTES = "123456789".getBytes(StandardCharsets.US_ASCII);

    /** The check value of CRC-32C (iSCSI): E3069283. */
    private static final String RIGHT = "4waSgw==";

    private static final String WRONG = "AAAAAA==";

    private final ByteSender bytes;
    private final Consumer<String> remove;
    private final StoreCalls calls;
    private @Nullable Boolean known;

    /**
     * @param remove deletes an object
     */
    ChecksumSupport(ByteSender bytes, Consumer<String> remove, StoreCalls calls) {
        this.bytes = bytes;
        this.remove = remove;
        this.calls = calls;
    }

    /** Throws when the store does not answer, and tries again when asked again. */
    synchronized boolean areChecked() {
        if (known == null) {
            known = !isTaken(WRONG) && isTaken(RIGHT);
        }
        return known;
    }

    private boolean isTaken(String crc32c) {
        String key = StoreKeys.PROBE + UUID.randomUUID() + "/crc32c";
        boolean taken = calls.unlessRefused("probe checksums with", key, ChecksumSupport::ofItsContent, () -> {
            bytes.withCrc32c(key, ByteBuffer.wrap(BYTES), crc32c);
            return key;
        });
        if (taken) {
            remove.accept(key);
        }
        return taken;
    }

    /** Because of the checksum or the header itself, and not of who asks or where. */
    private static boolean ofItsContent(Refusal refusal) {
        return refusal.status() == 400 || refusal.status() == 501;
    }
}
