package io.streammirror.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.store.StoreCredentials;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** The headers of an upload. */
final class DirectSenderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void shouldComputeChecksumAsS3WritesIt() {
        ByteBuffer checkValue = ByteBuffer.wrap("-123456789".getBytes(StandardCharsets.US_ASCII));
        checkValue.get();

        assertThat(DirectSender.crc32c(checkValue)).isEqualTo("4waSgw==");
        assertThat(checkValue.remaining()).isEqualTo(9);
    }

    @Test
    void shouldSignEveryHeaderWithoutSendingSecretKey() throws GeneralSecurityException {
        var signer = new RequestSigner("us-east-1", new StoreCredentials("AKIDEXAMPLE", "the-secret"), CLOCK);

        Map<String, String> headers = signer.put(
                HttpUrl.get("http://127.0.0.1:9000/bucket/a/key?partNumber=2&uploadId=x"),
                Map.of("x-amz-checksum-crc32c", "4waSgw==", "Content-Type", "text/plain"));

        assertThat(headers)
                .containsEntry("x-amz-checksum-crc32c", "4waSgw==")
                .containsEntry("Content-Type", "text/plain")
                .containsEntry("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                .containsEntry("x-amz-date", "20130524T000000Z")
                .doesNotContainKey("Host");
        assertThat(headers.get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20130524/us-east-1/s3/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-checksum-crc32c;x-amz-content-sha256;x-amz-date, ");
        assertThat(headers.toString()).doesNotContain("the-secret");
    }
}
