package io.streammirror.store.s3;

import io.minio.http.HttpUtils;
import io.streammirror.store.StoreCredentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests with <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature
 * Version 4</a>, without a hash of their content: all headers are signed, and with them the checksum of an upload.
 *
 * <p>It keeps the signing key of the day, which the SDK's signer derives for each request. For small items, that
 * signer took an eighth of a fetcher's processor time. Safe for use by several threads.
 */
final class RequestSigner {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAY_LENGTH = "yyyyMMdd".length();
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final HexFormat HEX = HexFormat.of();

    private final String region;
    private final StoreCredentials credentials;
    private final Clock clock;
    private volatile @Nullable RequestSigningKey today;

    RequestSigner(String region, StoreCredentials credentials, Clock clock) {
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The headers of a GET, without those that every HTTP client makes itself. */
    Map<String, String> get(HttpUrl url) throws GeneralSecurityException {
        return signed("GET", url, Map.of());
    }

    /** The headers of the PUT, given ones included; without those that every HTTP client makes itself. */
    Map<String, String> put(HttpUrl url, Map<String, String> headers) throws GeneralSecurityException {
        return signed("PUT", url, headers);
    }

    private Map<String, String> signed(String method, HttpUrl url, Map<String, String> headers)
            throws GeneralSecurityException {
        String time = TIME.format(clock.instant());
        var all = new LinkedHashMap<>(headers);
        all.put("x-amz-date", time);
        all.put("x-amz-content-sha256", UNSIGNED);
        all.put("Authorization", authorization(method, url, all, time));
        return all;
    }

    private String authorization(String method, HttpUrl url, Map<String, String> headers, String time)
            throws GeneralSecurityException {
        var signed = new TreeMap<String, String>();
        headers.forEach((name, value) -> signed.put(
                name.toLowerCase(Locale.ROOT),
                SPACES.matcher(value).replaceAll(" ").trim()));
        signed.put("host", HttpUtils.getHostHeader(url));
        String names = String.join(";", signed.keySet());
        RequestSigningKey key = key(time.substring(0, DAY_LENGTH));
        String scope = key.scope();
        String request = canonicalRequest(method, url, signed, names);
        String hash =
                HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8)));
        String signature = HEX.formatHex(key.sign(ALGORITHM + "\n" + time + "\n" + scope + "\n" + hash));
        return ALGORITHM + " Credential=" + credentials.accessKey() + "/" + scope + ", SignedHeaders=" + names
                + ", Signature=" + signature;
    }

    private static String canonicalRequest(String method, HttpUrl url, Map<String, String> signed, String names) {
        var request = new StringBuilder(512)
                .append(method)
                .append('\n')
                .append(url.encodedPath())
                .append('\n')
                .append(canonicalQuery(url.encodedQuery()))
                .append('\n');
        signed.forEach(
                (name, value) -> request.append(name).append(':').append(value).append('\n'));
        return request.append('\n').append(names).append('\n').append(UNSIGNED).toString();
    }

    /** By name, and a name without a value gets an empty one. */
    private static String canonicalQuery(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        return Arrays.stream(query.split("&", -1))
                .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                .sorted(Comparator.comparing(parameter -> parameter.substring(0, parameter.indexOf('='))))
                .collect(Collectors.joining("&"));
    }

    /** Two threads may derive the same key at midnight, which does no harm. */
    private RequestSigningKey key(String day) throws GeneralSecurityException {
        RequestSigningKey key = today;
        if (key == null || !key.isOf(day)) {
            key = RequestSigningKey.derive(credentials.secretKey(), day, region);
            today = key;
        }
        return key;
    }
}
