package io.streammirror.store.minio;

/**
 * A store's answer that is an error.
 *
 * @param status of HTTP
 * @param code S3's name of the error, empty when it gave none
 */
record Refusal(int status, String code) {
    /** Slow down, or try again later. */
    boolean temporary() {
        return status >= 500 || status == 429 || status == 408;
    }

    @Override
    public String toString() {
        return code.isEmpty() ? "HTTP " + status : "HTTP " + status + " " + code;
    }
}
