package io.streammirror.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.Signer;
import io.minio.http.HttpUtils;
import io.streammirror.store.StoreCredentials;
import io.streammirror.testing.time.ManualClock;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;

/** The signatures are those of the SDK's signer. */
final class RequestSignerTest {
    private static final StoreCredentials CREDENTIALS = new StoreCredentials("AKIDEXAMPLE", "the/secret+key");
    private static final Map<String, String> HEADERS =
            Map.of("x-amz-checksum-crc32c", "4waSgw==", "Content-Type", "text/plain; charset=utf-8");
    private static final List<String> URLS = List.of(
            "http://127.0.0.1:9000/bucket/blobs/sha256/aa/key",
            "http://127.0.0.1:9000/bucket/key?partNumber=2&uploadId=2%7Ex-y_z",
            "http://127.0.0.1:9000/bucket/key?uploadId=x&partNumber=10",
            "http://127.0.0.1:9000/bucket/key?a-b=1&a=2&uploads",
            "http://store.example/bucket/a%20b%2Bc/%C3%A9",
            "https://bucket.store.example/key",
            "https://[fd00::1]:9000/bucket/key");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T23:59:59Z"));
    private final RequestSigner signer = new RequestSigner("eu-north-1", CREDENTIALS, clock);

    @Test
    void shouldSignAsSdkDoes() throws GeneralSecurityException {
        for (String url : URLS) {
            assertThat(signer.put(HttpUrl.get(url), HEADERS).get("Authorization"))
                    .as(url)
                    .isEqualTo(bySdk(HttpUrl.get(url), HEADERS));
        }
    }

    @Test
    void shouldSignReadingAsSdkDoes() throws GeneralSecurityException {
        for (String url : URLS) {
            Map<String, String> headers = signer.get(HttpUrl.get(url));

            assertThat(headers.get("Authorization")).as(url).isEqualTo(bySdk("GET", HttpUrl.get(url), headers));
        }
    }

    @Test
    void shouldSignAsSdkDoesWhenHeaderHasManySpaces() throws GeneralSecurityException {
        HttpUrl url = HttpUrl.get(URLS.get(0));
        Map<String, String> headers = Map.of("x-amz-meta-title", "a  b \t c", "X-Amz-Meta-Size", "5");

        assertThat(signer.put(url, headers).get("Authorization")).isEqualTo(bySdk(url, headers));
    }

    @Test
    void shouldSignWithKeyOfNextDayAfterMidnight() throws GeneralSecurityException {
        HttpUrl url = HttpUrl.get(URLS.get(0));
        signer.put(url, HEADERS);

        clock.advance(Duration.ofSeconds(1));

        assertThat(signer.put(url, HEADERS).get("Authorization"))
                .contains("/20261130/eu-north-1/s3/aws4_request")
                .isEqualTo(bySdk(url, HEADERS));
    }

    private String bySdk(HttpUrl url, Map<String, String> headers) throws GeneralSecurityException {
        return bySdk("PUT", url, signer.put(url, headers));
    }

    private static String bySdk(String method, HttpUrl url, Map<String, String> headers)
            throws GeneralSecurityException {
        var sent = new LinkedHashMap<>(headers);
        sent.remove("Authorization");
        var request = new Request.Builder()
                .url(url)
                .header("Host", HttpUtils.getHostHeader(url))
                .method(method, method.equals("GET") ? null : RequestBody.create(new byte[0]));
        sent.forEach(request::header);
        return String.valueOf(Signer.signV4S3(
                        request.build(),
                        "eu-north-1",
                        CREDENTIALS.accessKey(),
                        CREDENTIALS.secretKey(),
                        "UNSIGNED-PAYLOAD")
                .header("Authorization"));
    }
}
