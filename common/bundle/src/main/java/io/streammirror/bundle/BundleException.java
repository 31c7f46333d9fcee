package io.streammirror.bundle;

import org.jspecify.annotations.Nullable;

/** A bundle, request or receipt that cannot be written, read or believed. The message says which file, and what to do. */
public final class BundleException extends RuntimeException {
    public BundleException(String message) {
        this(message, null);
    }

    public BundleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
