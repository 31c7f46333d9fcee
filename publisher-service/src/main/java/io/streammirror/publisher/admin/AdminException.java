package io.streammirror.publisher.admin;

/** Why an administrator's request is not fulfilled. */
final class AdminException extends RuntimeException {
    private final int status;

    /**
     * @param status of HTTP
     */
    AdminException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
