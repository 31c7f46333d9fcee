package io.streammirror.store.s3;

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

    private final Sender sender;
    private final Consumer<String> remove;
    private final StoreCalls calls;
    private volatile @Nullable Boolean known;

    /** Sends an object with a CRC-32C. */
    @FunctionalInterface
    interface Sender {
        void send(String key, ByteBuffer bytes, String crc32c) throws Exception;
    }

    /**
     * @param remove deletes an object
     */
    ChecksumSupport(Sender sender, Consumer<String> remove, StoreCalls calls) {
        this.sender = sender;
        this.remove = remove;
        this.calls = calls;
    }

    /** Throws when the store does not answer, and tries again when asked again. */
    boolean areChecked() {
        Boolean found = known;
        return found == null ? find() : found;
    }

    private synchronized boolean find() {
        Boolean found = known;
        if (found == null) {
            found = !isTaken(WRONG) && isTaken(RIGHT);
            known = found;
        }
        return found;
    }

    private boolean isTaken(String crc32c) {
        String key = StoreKeys.PROBE + UUID.randomUUID() + "/crc32c";
        boolean taken = calls.unlessRefused("probe checksums with", key, ChecksumSupport::ofItsContent, () -> {
            sender.send(key, ByteBuffer.wrap(BYTES), crc32c);
            return key;
        });
        if (taken) {
            remove.accept(key);
        }
        return taken;
    }

    /** Because of the checksum or the header itself, and not of who asks or where. */
    private static boolean ofItsContent(S3Error refusal) {
        return refusal.status() == 400 || refusal.status() == 501;
    }
}
