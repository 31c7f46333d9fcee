package io.streammirror.store.s3;

import io.minio.Signer;
import io.minio.Time;
import io.minio.http.HttpUtils;
import io.streammirror.store.StoreCredentials;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Signs uploads with Amazon's signature version 4 by the SDK's own signer, without a hash of their content: all headers are
 * signed, and with them the checksum that guards the content.
 */
final class RequestSigner {
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final RequestBody SENT_BY_OTHERS = RequestBody.create(new byte[0]);

    private final String region;
    private final StoreCredentials credentials;
    private final Clock clock;

    RequestSigner(String region, StoreCredentials credentials, Clock clock) {
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The headers of the PUT, given ones included; without those that every HTTP client makes itself. */
    Map<String, String> put(HttpUrl url, Map<String, String> headers) throws GeneralSecurityException {
        var request = new Request.Builder()
                .url(url)
                .header("Host", HttpUtils.getHostHeader(url))
                .header("x-amz-date", ZonedDateTime.now(clock).format(Time.AMZ_DATE_FORMAT))
                .header("x-amz-content-sha256", UNSIGNED)
                .put(SENT_BY_OTHERS);
        headers.forEach(request::header);
        Request signed =
                Signer.signV4S3(request.build(), region, credentials.accessKey(), credentials.secretKey(), UNSIGNED);
        var all = new LinkedHashMap<String, String>();
        signed.headers().forEach(header -> all.put(header.getFirst(), header.getSecond()));
        all.remove("Host");
        return all;
    }
}
