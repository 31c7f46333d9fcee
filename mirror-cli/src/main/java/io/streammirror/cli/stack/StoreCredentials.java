package io.streammirror.cli.stack;

/** The key pair of the embedded S3; made at random, known to this machine's user only. */
public record StoreCredentials(String accessKey, String secretKey) {
    public StoreCredentials {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("store credentials: neither key may be blank");
        }
    }

    @Override
    public String toString() {
        return "StoreCredentials[accessKey=" + accessKey + "]";
    }
}
