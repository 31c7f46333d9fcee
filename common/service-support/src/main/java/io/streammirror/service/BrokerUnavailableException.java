package io.streammirror.service;

/** The Kafka broker does not answer; try again later. */
public final class BrokerUnavailableException extends RuntimeException {
    BrokerUnavailableException(Throwable cause) {
        super("the Kafka broker does not answer (" + cause + ")", cause);
    }
}
