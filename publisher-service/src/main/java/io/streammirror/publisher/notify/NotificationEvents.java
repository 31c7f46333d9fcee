package io.streammirror.publisher.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.Objection;
import io.streammirror.event.EventCodec;
import io.streammirror.event.TreePublished;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the events. Those that the public topics have are the same here; the others have the same form. */
final class NotificationEvents {
    private static final ObjectMapper MAPPER = Json.mapper();
    private static final String PREFIX = "io.streammirror.";
    private static final int SCHEMA = 1;

    private NotificationEvents() {}

    /** The event of the topic {@code mirror.publications}, with the same id. */
    static CloudEvent published(Decision.PublicationSwitched decision, Counts counts) {
        var event = new TreePublished(
                decision.mirror(),
                decision.publication(),
                decision.catalog(),
                counts.products(),
                counts.versions(),
                counts.items(),
                decision.signer(),
                decision.updated());
        return new CloudEvent(
                EventCodec.id(event),
                EventCodec.cloudEventType(event),
                source(decision.mirror()),
                decision.publication().hex(),
                event.time(),
                parsed(EventCodec.encode(event)));
    }

    static CloudEvent held(LogEntry entry, Decision.UpstreamHeld decision) {
        ObjectNode fields = fields(decision.mirror(), entry)
                .put("revision", decision.revision().hex())
                .put(
                        "reason",
                        text(decision.objections().stream()
                                .map(Objection::toString)
                                .collect(Collectors.joining("; "))));
        return event(
                "UpstreamHeld",
                "upstream-held",
                decision.mirror(),
                decision.revision().hex(),
                entry.time(),
                fields);
    }

    static CloudEvent refused(LogEntry entry, Decision.UpstreamRefused decision) {
        ObjectNode fields = fields(decision.mirror(), entry).put("reason", text(decision.reason()));
        return event(
                "UpstreamRefused",
                "upstream-refused",
                decision.mirror(),
                Long.toString(entry.sequence()),
                entry.time(),
                fields);
    }

    static CloudEvent keyRotated(LogEntry entry, Decision.PublicationSwitched decision, String before) {
        ObjectNode fields = fields(decision.mirror(), entry)
                .put("publication", decision.publication().hex())
                .put("signer", decision.signer())
                .put("previous-signer", before);
        return event(
                "KeyRotated",
                "key-rotated",
                decision.mirror(),
                decision.publication().hex(),
                entry.time(),
                fields);
    }

    static CloudEvent failing(MirrorName mirror, Instant since, String reason) {
        ObjectNode fields = MAPPER.createObjectNode()
                .put("mirror", mirror.value())
                .put("since", since.toString())
                .put("reason", text(reason));
        return event("MirrorFailing", "mirror-failing", mirror, null, since, fields);
    }

    static CloudEvent storeLow(long free, long capacity, Instant since) {
        ObjectNode fields = MAPPER.createObjectNode().put("free", free).put("capacity", capacity);
        return event("StoreLow", "store-low", null, null, since, fields);
    }

    static CloudEvent damageFound(LogEntry entry, Decision.BlobsDamaged decision) {
        ObjectNode fields = MAPPER.createObjectNode()
                .put("sequence", entry.sequence())
                .put("blobs", decision.blobs().size());
        return event("DamageFound", "damage-found", null, null, entry.time(), fields);
    }

    static CloudEvent test(String webhook, Instant now) {
        ObjectNode fields = MAPPER.createObjectNode().put("webhook", webhook);
        return event("NotificationTest", "notification-test", null, null, now, fields);
    }

    private static ObjectNode fields(MirrorName mirror, LogEntry entry) {
        return MAPPER.createObjectNode().put("mirror", mirror.value()).put("sequence", entry.sequence());
    }

    private static CloudEvent event(
            String type,
            String name,
            @Nullable MirrorName mirror,
            @Nullable String subject,
            Instant time,
            ObjectNode fields) {
        fields.put("time", time.toString());
        String id = Sha256.of((type + fields).getBytes(StandardCharsets.UTF_8)).abbreviated();
        ObjectNode data = MAPPER.createObjectNode()
                .put("type", type)
                .put("schema", SCHEMA)
                .put("id", id);
        data.setAll(fields);
        return new CloudEvent(
                id, PREFIX + name + ".v" + SCHEMA, mirror == null ? "/store" : source(mirror), subject, time, data);
    }

    private static String source(MirrorName mirror) {
        return "/mirrors/" + mirror;
    }

    /** Reasons quote upstreams. */
    private static String text(String foreign) {
        return SafeText.line(foreign);
    }

    private static ObjectNode parsed(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    }
}
