package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/** The state of the mirrors as the management port reports it; the public port omits some of it. */
final class StatusPage {
    private final Web web = new Web();
    private final URI url;

    StatusPage(URI site) {
        this.url = site.resolve("/api/v1/status");
    }

    JsonNode read() {
        try {
            return Json.parse(web.body(url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode mirror(String name) {
        for (JsonNode mirror : read().required("mirrors")) {
            if (mirror.path("name").asText().equals(name)) {
                return mirror;
            }
        }
        throw new AssertionError("no mirror " + name);
    }

    /** Waits for a state of a mirror; a publisher that is away for a moment is waited for. */
    JsonNode await(String name, String what, Predicate<JsonNode> state) {
        var last = new JsonNode[1];
        try {
            Await.until(name + " " + what, () -> {
                try {
                    last[0] = mirror(name);
                    return state.test(last[0]);
                } catch (UncheckedIOException away) {
                    return false;
                }
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + " Its last state: " + last[0], e);
        }
        return last[0];
    }

    /** Waits until everything of an upstream state is published and served. */
    JsonNode awaitPublished(String name, Instant updated) {
        return await(
                name,
                "has published the upstream of " + updated,
                mirror -> mirror.path("settled").asBoolean()
                        && mirror.path("complete").asBoolean()
                        && updated.toString()
                                .equals(mirror.path("upstream-updated").asText()));
    }
}
