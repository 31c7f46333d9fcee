package io.streammirror.store.minio;

/** The store refused bytes; carries the answer to where it is mapped to an error of the port. */
@SuppressWarnings("serial")
final class BytesRefusedException extends Exception {
    private final Refusal refusal;

    BytesRefusedException(int status, String code) {
        super("HTTP " + status + " " + code);
        this.refusal = new Refusal(status, code);
    }

    Refusal refusal() {
        return refusal;
    }
}
