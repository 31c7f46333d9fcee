package io.streammirror.publisher.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.streammirror.codec.Json;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.recall.FormerTrees;
import io.streammirror.publisher.recall.KeptPublications;
import io.streammirror.publisher.recall.TreeDifference;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The publications that a mirror keeps, and what differs between two of them. */
@Path("/api/v1/mirrors/{mirror}")
public class PublicationsResource {
    private static final ObjectWriter WRITER = Json.mapper()
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .writer();

    private final Settings settings;
    private final DecisionLog log;
    private final FormerTrees trees;

    PublicationsResource(Settings settings, DecisionLog log, ObjectStore store) {
        this.settings = settings;
        this.log = log;
        this.trees = new FormerTrees(store);
    }

    /**
     * One publication that can be gone back to, or is live.
     *
     * @param superseded when another one took its place; null for the live one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            Sha256 id,
            Sha256 catalog,
            Instant updated,
            long sequence,
            String signer,
            @Nullable Instant superseded) {
        static Kept of(LivePublication publication, @Nullable Instant superseded) {
            return new Kept(
                    publication.id(),
                    publication.catalog(),
                    publication.updated(),
                    publication.sequence(),
                    publication.signer(),
                    superseded);
        }
    }

    /** What differs between two publications, named by their ids. */
    record Difference(MirrorName mirror, Sha256 from, Sha256 to, TreeDifference difference) {}

    /** All that are kept, the live one first. */
    @GET
    @Path("publications")
    @Produces(MediaType.APPLICATION_JSON)
    public Response publications(@PathParam("mirror") String name) throws JsonProcessingException {
        Optional<MirrorState> state = state(name);
        if (state.isEmpty()) {
            return problem(Response.Status.NOT_FOUND, "there is no mirror '" + name + "'");
        }
        var kept = new ArrayList<Kept>();
        Optional.ofNullable(state.get().live()).map(live -> Kept.of(live, null)).ifPresent(kept::add);
        state.get().superseded().forEach(former -> kept.add(Kept.of(former.publication(), former.supersededAt())));
        return ok(Map.of("mirror", name, "publications", kept));
    }

    /**
     * What differs between two publications.
     *
     * @param from id of the earlier one, or its first 12 digits; by default the one right before the live one
     * @param to the later one; by default the live one
     */
    @GET
    @Path("diff")
    @Produces(MediaType.APPLICATION_JSON)
    public Response difference(
            @PathParam("mirror") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to)
            throws JsonProcessingException {
        Optional<MirrorState> state = state(name);
        if (state.isEmpty()) {
            return problem(Response.Status.NOT_FOUND, "there is no mirror '" + name + "'");
        }
        var kept = new KeptPublications(state.get());
        var mirror = new MirrorName(name);
        try {
            Optional<Sha256> earlier = from == null ? kept.previous() : Optional.of(kept.named(from));
            Optional<Sha256> later = to == null
                    ? Optional.ofNullable(state.get().live()).map(LivePublication::id)
                    : Optional.of(kept.named(to));
            if (earlier.isEmpty() || later.isEmpty()) {
                return problem(Response.Status.CONFLICT, "there are no two publications of '" + name + "' yet");
            }
            return ok(new Difference(
                    mirror,
                    earlier.get(),
                    later.get(),
                    TreeDifference.between(trees.whole(mirror, earlier.get()), trees.whole(mirror, later.get()))));
        } catch (IllegalArgumentException e) {
            return problem(Response.Status.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private Optional<MirrorState> state(String name) {
        List<MirrorName> known = settings.mirrors().keySet().stream()
                .filter(mirror -> mirror.value().equals(name))
                .toList();
        return known.stream().findFirst().map(mirror -> log.head().state().mirror(mirror));
    }

    private static Response ok(Object answer) throws JsonProcessingException {
        return Response.ok(WRITER.writeValueAsString(answer))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response problem(Response.Status status, String what) {
        return Response.status(status)
                .entity(Json.compact(Map.of("error", what)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
