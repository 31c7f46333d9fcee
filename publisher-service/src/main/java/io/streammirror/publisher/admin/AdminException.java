package io.streammirror.publisher.admin;

/** An administrator's request is refused; the message says why and what to do. */
final class AdminException extends RuntimeException {
    private final int status;

    /**
     * @param status HTTP status of the answer
     */
    AdminException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
