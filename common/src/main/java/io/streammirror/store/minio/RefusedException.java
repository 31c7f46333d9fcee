package io.streammirror.store.minio;

/** The store refused a request that the SDK had no part in; carries the answer to where it is mapped to an error of the port. */
@SuppressWarnings("serial")
final class RefusedException extends Exception {
    private final Refusal refusal;

    RefusedException(int status, String code) {
        super("HTTP " + status + " " + code);
        this.refusal = new Refusal(status, code);
    }

    /** The {@code <Code>} of S3's error document, which is all that a message may repeat of it; empty when it has none. */
    static String code(String document) {
        int start = document.indexOf("<Code>");
        int end = document.indexOf("</Code>");
        return start >= 0 && end > start ? document.substring(start + "<Code>".length(), end) : "";
    }

    Refusal refusal() {
        return refusal;
    }
}
