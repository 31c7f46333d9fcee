package io.streammirror.stack;

/** The local stack cannot start with these options, this configuration or this data directory; nothing was changed. */
public final class StackConfigurationException extends StackException {
    public StackConfigurationException(String message) {
        super(message);
    }
}
