package io.streammirror.publisher.serve;

import static io.streammirror.publisher.serve.UnreliableS3.Fault.CUT_AND_REPLACED;
import static io.streammirror.publisher.serve.UnreliableS3.Fault.SILENT;
import static io.streammirror.publisher.serve.UnreliableS3.Fault.SILENT_IN_THE_MIDDLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transfers that take seconds, because their store does not answer. */
class BlobTransferIT {
    private static final String PATH = "/maas/stable/squashfs";
    private final byte[] item = new byte[3_000_001];
    private PublicServer server;

    @BeforeEach
    void start() throws Exception {
        new Random(2).nextBytes(item);
        server = new PublicServer();
        server.serve(TestTrees.publication(server.s3(), "{}", Map.of("squashfs", item)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldAskAgainWhenTheStoreFallsSilent() throws Exception {
        server.s3().failNext(SILENT, SILENT_IN_THE_MIDDLE);

        assertThat(server.get(PATH).body()).isEqualTo(item);
    }

    @Test
    void shouldSendNothingOfDamagedBlob() throws Exception {
        server.damaged().add(Sha256.of(item));

        assertThat(server.rawStatus(PATH)).isEqualTo(PublicServer.NO_ANSWER);
        assertThat(server.s3().ranges()).isEmpty();
        server.damaged().clear();
        assertThat(server.get(PATH).body()).isEqualTo(item);
    }

    @Test
    void shouldNotMixObjectsWhenTheBlobIsReplaced() {
        byte[] damaged = item.clone();
        damaged[0] ^= 1;
        Sha256 blob = Sha256.of(item);
        server.s3().put(StoreKeys.blob(blob), damaged, ObjectAttributes.BYTES);
        server.s3().onReplace(() -> server.s3().put(StoreKeys.blob(blob), item, ObjectAttributes.BYTES));
        server.s3().failNext(CUT_AND_REPLACED);

        assertThatThrownBy(() -> server.get(PATH)).isInstanceOf(IOException.class);
        assertThat(server.s3().ranges()).hasSize(2);
    }

    @Test
    void shouldCloseConnectionWhenTheBlobStaysAway() throws Exception {
        server.s3().delete(StoreKeys.blob(Sha256.of(item)));

        assertThat(server.rawStatus(PATH)).isEqualTo(PublicServer.NO_ANSWER);
        assertThat(server.responses("store", "aborted")).isEqualTo(1);
        assertThat(server.responses("store", "left")).isZero();
    }
}
