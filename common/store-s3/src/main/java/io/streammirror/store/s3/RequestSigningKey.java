package io.streammirror.store.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of Signature Version 4 for one day, one region and S3: four HMACs, one derived from the other. */
final class RequestSigningKey {
    private static final String HMAC = "HmacSHA256";
    private static final String SERVICE = "s3";
    private static final String END = "aws4_request";

    private final String day;
    private final String scope;
    private final SecretKeySpec key;

    private RequestSigningKey(String day, String scope, SecretKeySpec key) {
        this.day = day;
        this.scope = scope;
        this.key = key;
    }

    /**
     * Derives the key from the secret key of the credentials.
     *
     * @param day in UTC, as {@code yyyyMMdd}
     */
    static RequestSigningKey derive(String secretKey, String day, String region) throws GeneralSecurityException {
        SecretKeySpec key = key(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8));
        for (String step : new String[] {day, region, SERVICE, END}) {
            key = key(hmac(key, step));
        }
        return new RequestSigningKey(day, String.join("/", day, region, SERVICE, END), key);
    }

    boolean isOf(String other) {
        return day.equals(other);
    }

    /** What the key is valid for, as the signature names it. */
    String scope() {
        return scope;
    }

    byte[] sign(String text) throws GeneralSecurityException {
        return hmac(key, text);
    }

    private static byte[] hmac(SecretKeySpec key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance(HMAC);
        mac.init(key);
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }
}
