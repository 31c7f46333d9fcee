package io.streammirror.service;

/** The Kafka broker does not answer; what needs it is tried again later. */
public final class BrokerUnavailableException extends RuntimeException {
    BrokerUnavailableException(Throwable cause) {
        super("the Kafka broker does not answer (" + cause + ")", cause);
    }
}
