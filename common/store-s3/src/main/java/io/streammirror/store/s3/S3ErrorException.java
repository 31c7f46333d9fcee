package io.streammirror.store.s3;

/** The store refused a request that the SDK had no part in; carries the answer to where it is mapped to an error of the port. */
@SuppressWarnings("serial")
final class S3ErrorException extends Exception {
    private final S3Error refusal;

    S3ErrorException(int status, String code) {
        super("HTTP " + status + " " + code);
        this.refusal = new S3Error(status, code);
    }

    /** The {@code <Code>} of S3's error document, which is all that a message may repeat of it; empty when it has none. */
    static String code(String document) {
        int start = document.indexOf("<Code>");
        int end = document.indexOf("</Code>");
        return start >= 0 && end > start ? document.substring(start + "<Code>".length(), end) : "";
    }

    S3Error refusal() {
        return refusal;
    }
}
