package io.streammirror.publisher.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.streammirror.codec.Json;
import io.streammirror.publisher.serve.TreeHolder;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.store.CreationCheck;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Tells where every mirror stands. */
@Path("/api/v1/status")
public class StatusResource {
    private static final ObjectWriter WRITER = Json.mapper()
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .writer();

    private final ServiceEnvironment environment;
    private final PublisherState state;
    private final TreeHolder trees;
    private final StatusReporter reporter;
    private final CreationCheck store;
    private final Clock clock;

    StatusResource(
            ServiceEnvironment environment,
            PublisherState state,
            TreeHolder trees,
            CatalogPaths paths,
            CreationCheck store,
            Clock clock) {
        this.environment = environment;
        this.state = state;
        this.trees = trees;
        this.reporter =
                new StatusReporter(environment.sharedRun() ? Optional.of(environment.run()) : Optional.empty(), paths);
        this.store = store;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response status() throws JsonProcessingException {
        var failures = state.failures();
        var report = new StatusReport(
                environment.run(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                environment.settings().mirrors().values().stream()
                        .map(mirror -> reporter.mirror(
                                mirror, state.view(mirror.name()), failures, trees.served(mirror.name())))
                        .toList(),
                reporter.fetching(state.progress()),
                store.warning().map(List::of).orElse(List.of()));
        return Response.ok(WRITER.writeValueAsString(report))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
