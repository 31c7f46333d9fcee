package io.streammirror.store.s3;

import java.util.Set;

/**
 * A store's answer that is an error.
 *
 * @param status of HTTP
 * @param code S3's name of the error, empty when it gave none
 */
record S3Error(int status, String code) {
    /** The error codes for a full disk, cluster, bucket or account. */
    private static final Set<String> FULL = Set.of(
            "InsufficientStorage",
            "QuotaExceeded",
            "ServiceQuotaExceeded",
            "StorageFull",
            "XMinioStorageFull",
            "XMinioAdminBucketQuotaExceeded");

    /** No room: waiting for the store does not help, an operator has to make some. */
    boolean full() {
        return status == 507 || FULL.contains(code);
    }

    /** Slow down, or try again later; what is not implemented (501) will not be then. */
    boolean temporary() {
        return (status >= 500 && status != 501) || status == 429 || status == 408;
    }

    @Override
    public String toString() {
        return code.isEmpty() ? "HTTP " + status : "HTTP " + status + " " + code;
    }
}
