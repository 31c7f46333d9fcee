package io.streammirror.store;

/** How the bytes of items are sent to the store. */
public enum UploadWay {
    /** By plain HTTP from the buffers that they arrived in. */
    DIRECT,
    /** By the SDK, which copies and hashes them once more: slower, for stores or proxies that take nothing else. */
    SDK;

    /**
     * Reads what an operator writes: {@code direct} or {@code sdk}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static UploadWay parse(String text) {
        return switch (text) {
            case "direct" -> DIRECT;
            case "sdk" -> SDK;
            default -> throw new IllegalArgumentException("'" + text + "' is neither direct nor sdk");
        };
    }
}
