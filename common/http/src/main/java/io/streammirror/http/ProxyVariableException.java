package io.streammirror.http;

/** A proxy variable of the environment cannot be used; the message never repeats its value, which may hold a password. */
public final class ProxyVariableException extends IllegalArgumentException {
    ProxyVariableException(String variable, String problem) {
        super(variable + ": " + problem);
    }
}
