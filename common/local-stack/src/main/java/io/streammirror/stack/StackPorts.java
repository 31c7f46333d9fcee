package io.streammirror.stack;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The ports and processes of a running stack, which other commands read from {@code run/ports.json}. All ports but
 * {@code publicPort} are on loopback only.
 */
public record StackPorts(
        @JsonProperty("public") int publicPort,
        @JsonProperty("publisher-management") int publisherManagement,
        int watcher,
        List<Integer> fetchers,
        int kafka,
        int s3,
        Map<String, Long> pids) {
    public StackPorts {
        fetchers = List.copyOf(fetchers);
        pids = Map.copyOf(pids);
    }

    StackPorts withPids(Map<String, Long> running) {
        return new StackPorts(publicPort, publisherManagement, watcher, fetchers, kafka, s3, running);
    }
}
