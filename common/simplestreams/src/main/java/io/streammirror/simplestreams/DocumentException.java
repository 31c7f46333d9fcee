package io.streammirror.simplestreams;

/** A document that cannot be used at all: not JSON, of another format, or without a part that everything hangs on. */
public final class DocumentException extends RuntimeException {
    private final String pointer;

    public DocumentException(String pointer, String reason) {
        super(messageOf(pointer, reason));
        this.pointer = pointer;
    }

    public DocumentException(String pointer, String reason, Throwable cause) {
        super(messageOf(pointer, reason), cause);
        this.pointer = pointer;
    }

    private static String messageOf(String pointer, String reason) {
        return "document refused at " + (pointer.isEmpty() ? "its top level" : pointer) + ": " + reason;
    }

    /** JSON pointer of the fault; empty for the top level. */
    public String pointer() {
        return pointer;
    }
}
