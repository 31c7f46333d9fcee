package io.streammirror.publisher.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The routes that {@code api/openapi.yaml} describes, as {@code GET /api/v1/status} with the ports that have them. */
record DescribedRoutes(JsonNode document, Map<String, Set<String>> routes) {
    static DescribedRoutes read() throws Exception {
        JsonNode document = Json.parse(new ApiDescription().json().body());
        var routes = new TreeMap<String, Set<String>>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var ports = new TreeSet<String>();
                    operation.getValue().path("x-ports").forEach(port -> ports.add(port.asText()));
                    routes.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), ports);
                }));
        return new DescribedRoutes(document, routes);
    }

    /** Those of one port. */
    Set<String> of(String port) {
        var found = new TreeSet<String>();
        routes.forEach((route, ports) -> {
            if (ports.contains(port)) {
                found.add(route);
            }
        });
        return found;
    }
}
