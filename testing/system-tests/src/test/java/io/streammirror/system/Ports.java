package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The content of {@code run/ports.json} of a running stack. */
record Ports(int publicPort, int management, int kafka, int s3, List<Integer> all, Map<String, Long> pids) {
    Ports {
        all = List.copyOf(all);
        pids = Map.copyOf(pids);
    }

    static Ports of(JsonNode json) {
        var all = new ArrayList<Integer>();
        json.findValues("fetchers").forEach(fetchers -> fetchers.forEach(port -> all.add(port.asInt())));
        for (String name : List.of("public", "publisher-management", "watcher", "kafka", "s3")) {
            all.add(json.required(name).asInt());
        }
        var pids = new TreeMap<String, Long>();
        json.required("pids").forEachEntry((name, pid) -> pids.put(name, pid.asLong()));
        return new Ports(
                json.required("public").asInt(),
                json.required("publisher-management").asInt(),
                json.required("kafka").asInt(),
                json.required("s3").asInt(),
                all,
                pids);
    }

    long pid(String service) {
        Long pid = pids.get(service);
        if (pid == null) {
            throw new AssertionError("no " + service + " among " + pids);
        }
        return pid;
    }

    URI site() {
        return URI.create("http://127.0.0.1:" + publicPort + "/");
    }

    /** Of the publisher's management port. */
    URI managementSite() {
        return URI.create("http://127.0.0.1:" + management + "/");
    }
}
