package io.streammirror.cli.progress;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mirror in the {@link StatusReport}. */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
public record MirrorStatus(
        String name,
        @Nullable String source,
        @Nullable String path,
        @Nullable String state,
        boolean settled,
        boolean complete,
        @Nullable String pollOutcome,
        @Nullable String reason,
        @Nullable String upstreamUpdated,
        @Nullable String catalog,
        @Nullable String publication,
        @Nullable String published,
        long products,
        long versions,
        long items,
        @Nullable Blobs blobs,
        @Nullable Bytes bytes,
        @Nullable List<Failure> failures,
        @Nullable List<Withheld> withheld,
        @Nullable List<Refused> refused,
        @Nullable Held held,
        @Nullable List<String> overridden,
        boolean unsigned,
        @Nullable List<String> allow,
        @Nullable Standing orders,
        int dropped,
        @Nullable String from,
        @Nullable Promotion promotion,
        @Nullable List<Delayed> delayed) {

    public String stateOrUnknown() {
        return state == null ? "unknown" : state;
    }

    Blobs blobsOrNone() {
        return blobs == null ? new Blobs(0, 0, 0) : blobs;
    }

    Bytes bytesOrNone() {
        return bytes == null ? new Bytes(0, 0) : bytes;
    }

    List<Failure> allFailures() {
        return failures == null ? List.of() : failures;
    }

    List<Withheld> allWithheld() {
        return withheld == null ? List.of() : withheld;
    }

    List<Refused> allRefused() {
        return refused == null ? List.of() : refused;
    }

    List<String> allOverridden() {
        return overridden == null ? List.of() : overridden;
    }

    List<String> allAllowed() {
        return allow == null ? List.of() : allow;
    }

    List<Delayed> allDelayed() {
        return delayed == null ? List.of() : delayed;
    }

    String reasonOrNone() {
        return reason == null ? "no reason given" : reason;
    }

    /** Distinct contents that the catalog wants. */
    record Blobs(long wanted, long stored, long failed) {}

    /** Their sizes; each distinct content counts once. */
    record Bytes(long wanted, long stored) {
        long missing() {
            return Math.max(0, wanted - stored);
        }
    }

    /** One content that could not be had. */
    record Failure(
            @Nullable String path,
            @Nullable String sha256,
            @Nullable String reason) {
        String told() {
            return (path == null ? sha256 : path) + ": " + reason;
        }
    }

    /** One version that is wanted but would spoil what is published. */
    record Withheld(
            @Nullable String product,
            @Nullable String version,
            @Nullable String reason) {
        String told() {
            return product + " " + version + " is withheld: " + reason;
        }
    }

    /** One version that is stored and not old enough to be published. */
    record Delayed(
            @Nullable String product,
            @Nullable String version,
            @Nullable String until) {
        String told() {
            return product + " " + version + " until " + until;
        }
    }

    /** One place of upstream's documents that was left out. */
    record Refused(
            @Nullable String stream,
            @Nullable String pointer,
            @Nullable String reason) {
        String told() {
            return (stream == null ? "index" : stream) + pointer + ": " + reason;
        }
    }

    /** What operators ordered and did not take back, in words. */
    List<String> allOrders() {
        return orders == null ? List.of() : orders.told();
    }

    /** Standing orders about publications. */
    record Standing(
            @Nullable Order hold,
            @Nullable List<Pin> pins,
            @Nullable List<Rollback> rollbacks,
            @Nullable Images images) {
        List<String> told() {
            var told = new ArrayList<String>();
            if (hold != null) {
                told.add("HOLD         nothing new is published" + hold.told());
            }
            for (Rollback rollback : rollbacks == null ? List.<Rollback>of() : rollbacks) {
                told.add("ROLLED BACK  to publication " + brief(rollback.to()) + by(rollback.order()));
            }
            for (Pin pin : pins == null ? List.<Pin>of() : pins) {
                told.add("PINNED       " + pin.product() + " to " + pin.version() + by(pin.order()));
            }
            if (images != null && images.versions() > 0) {
                told.add("OWN IMAGES   " + images.versions() + " versions" + by(images.order()));
            }
            return told;
        }

        private static String by(@Nullable Order order) {
            return order == null ? "" : order.told();
        }

        private static String brief(@Nullable String id) {
            return id == null ? "?" : id.substring(0, Math.min(12, id.length()));
        }
    }

    /** Who ordered something. */
    record Order(
            @Nullable String who,
            @Nullable String why,
            @Nullable String since) {
        String told() {
            return ", by " + who + " since " + since + (why == null ? "" : ": " + why);
        }
    }

    /** What was promoted into the mirror last. */
    record Promotion(
            @Nullable String from,
            @Nullable String publication,
            @Nullable Order order) {
        String told() {
            String id = String.valueOf(publication);
            return "publication " + id.substring(0, Math.min(12, id.length())) + " of mirror " + from
                    + (order == null ? "" : order.told());
        }
    }

    record Pin(
            @Nullable String product,
            @Nullable String version,
            @Nullable Order order) {}

    record Rollback(@Nullable String to, @Nullable Order order) {}

    /** How many images are the operators' own, and who changed them last. */
    record Images(int versions, @Nullable Order order) {}

    /** A change of upstream that waits for an operator. */
    record Held(
            @Nullable String revision,
            @Nullable String since,
            @Nullable List<Objection> objections) {
        List<String> reasons() {
            return objections == null
                    ? List.of()
                    : objections.stream().map(Objection::told).toList();
        }

        /** What an operator types to go on over it. */
        String remedy(String mirror) {
            String id = String.valueOf(revision);
            return "mirror accept " + mirror + " " + id.substring(0, Math.min(12, id.length())) + " --why '...'";
        }
    }

    /** Why it waits. */
    record Objection(@Nullable String suspicion, @Nullable String reason) {
        String told() {
            return suspicion + ": " + reason;
        }
    }
}
