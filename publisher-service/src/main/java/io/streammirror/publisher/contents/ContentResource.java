package io.streammirror.publisher.contents;

import io.streammirror.publisher.query.ApiResponses;
import io.streammirror.publisher.query.BoundedReads;
import io.streammirror.publisher.query.ClientTurns;
import io.streammirror.publisher.query.JsonAnswer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of mirrors and store for the public: the records of the pages. A thread of its own parses upstream's
 * documents, and each client waits for one such response at a time.
 */
@Path("/api/v1")
@Singleton
public class ContentResource {
    private static final Duration VALID = Duration.ofSeconds(1);
    private static final Duration HEAVY_VALID = Duration.ofSeconds(10);
    private static final int TOO_MANY = 429;

    private final ContentAnswers answers;
    private final BoundedReads light = new BoundedReads("public-contents", VALID);
    private final BoundedReads heavy = new BoundedReads("public-selections", HEAVY_VALID);
    private final ClientTurns turns = new ClientTurns();

    ContentResource(ContentAnswers answers) {
        this.answers = answers;
    }

    @PreDestroy
    void stop() {
        light.close();
        heavy.close();
    }

    /** One page of the images of a mirror. */
    @GET
    @Path("mirrors/{mirror}/images")
    public CompletionStage<Response> images(
            @PathParam("mirror") String mirror,
            @QueryParam("q") @Nullable String search,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("page") @Nullable String page,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return light(
                String.join("\n", "images", mirror, "" + search, "" + sort, "" + page),
                known,
                () -> answers.images(mirror, search, sort, page));
    }

    /** One product with its versions and files. */
    @GET
    @Path("mirrors/{mirror}/products/{id}")
    public CompletionStage<Response> product(
            @PathParam("mirror") String mirror,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return light(String.join("\n", "product", mirror, id), known, () -> answers.product(mirror, id));
    }

    /** The need of the mirrors and the content of the store. */
    @GET
    @Path("storage")
    public CompletionStage<Response> storage(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return light("storage", known, answers::storage);
    }

    /** One page of what no selection takes. */
    @GET
    @Path("mirrors/{mirror}/not-selected")
    public CompletionStage<Response> notSelected(
            @PathParam("mirror") String mirror,
            @QueryParam("q") @Nullable String search,
            @QueryParam("page") @Nullable String page,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
            @Context HttpServerRequest request) {
        return heavy(
                String.join("\n", "not-selected", mirror, "" + search, "" + page),
                known,
                request,
                () -> answers.notSelected(mirror, search, page));
    }

    /** The result of selections. */
    @GET
    @Path("mirrors/{mirror}/selection")
    public CompletionStage<Response> selection(
            @PathParam("mirror") String mirror,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        SortedMap<String, String> parameters = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> parameters.put(name, values.get(0)));
        return heavy(
                String.join("\n", "selection", mirror, parameters.toString()),
                known,
                request,
                () -> answers.selection(mirror, parameters));
    }

    private CompletionStage<Response> light(String question, @Nullable String known, Supplier<JsonAnswer> read) {
        return light.ask(question, read).thenApply(answer -> ApiResponses.response(answer, known));
    }

    private CompletionStage<Response> heavy(
            String question, @Nullable String known, HttpServerRequest request, Supplier<JsonAnswer> read) {
        String client = request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
        return turns.ask(client, question, () -> heavy.ask(question, read))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        JsonAnswer.problem(TOO_MANY, "another question of yours is being answered: wait for it")))
                .thenApply(answer -> ApiResponses.response(answer, known));
    }
}
