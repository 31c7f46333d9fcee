package io.streammirror.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.api.AcceptRequest;
import io.streammirror.api.AcceptResult;
import io.streammirror.api.ApiFormatException;
import io.streammirror.api.ApiJson;
import io.streammirror.api.LogPosition;
import io.streammirror.api.MirrorList;
import io.streammirror.api.NotificationTestReport;
import io.streammirror.api.NotificationTestRequest;
import io.streammirror.api.OperatorRequest;
import io.streammirror.api.OrderResult;
import io.streammirror.api.PollResult;
import io.streammirror.api.PublicationList;
import io.streammirror.api.ReaderReport;
import io.streammirror.api.StatusReport;
import io.streammirror.api.SweepReport;
import io.streammirror.api.SweepRequest;
import io.streammirror.api.VerifyReport;
import io.streammirror.api.VerifyRequest;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.codec.Json;
import io.streammirror.http.HttpCalls;
import io.streammirror.http.HttpReply;
import io.streammirror.text.SafeText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Calls the HTTP API of one publisher, without a token to read and with one to give orders. The token appears in no message.
 *
 * <p>Every method throws {@link PublisherUnavailableException} when there is no usable answer, and a {@link CommandException} with
 * {@link ExitCode#USAGE} when the publisher refuses the request.
 */
public final class PublisherClient {
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Comparing two trees of 100,000 items takes a while. */
    private static final Duration DIFFERENCE_IDLE = Duration.ofMinutes(2);

    /** A sweep of the largest plan on a slow store. */
    private static final Duration SWEEP_IDLE = Duration.ofMinutes(30);

    /** A status with thousands of failures has a few megabytes. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Rows of a page: more than a mirror keeps of publications. */
    private static final int PAGE = 500;

    /** Far more than a publisher knows; a wrong server must not keep the command busy for ever. */
    private static final int MAX_READERS = 10_000;

    private final HttpCalls http;
    private final String base;
    private final @Nullable String token;

    PublisherClient(HttpCalls http, URI base, @Nullable String token) {
        this.http = http;
        this.base = base.toString().replaceFirst("/+$", "");
        this.token = token;
    }

    /** A client of the public port, which omits some fields, or of the management port. */
    public static PublisherClient at(URI url) {
        return new PublisherClient(new HttpCalls(), url, null);
    }

    /** A client of the management port. */
    public static PublisherClient administering(URI managementUrl, String token) {
        return new PublisherClient(new HttpCalls(), managementUrl, token);
    }

    public StatusReport status() {
        return read(statusJson(), StatusReport.class);
    }

    /** The status as the publisher sent it. */
    public byte[] statusJson() {
        return get("/api/v1/status", IDLE);
    }

    public LogPosition logPosition() {
        return read(get("/api/v1/log/head", IDLE), LogPosition.class);
    }

    /** The bytes of one entry of the decision log. */
    public byte[] logEntry(long sequence) {
        return get("/api/v1/log/" + sequence, IDLE);
    }

    /** All readers that this publisher has seen, page by page; the public port has the counts alone. */
    public ReaderReport readers() {
        ReaderReport first = read(get("/api/v1/readers?limit=" + PAGE, IDLE), ReaderReport.class);
        var all = new ArrayList<>(first.readers());
        String next = first.next();
        while (next != null && all.size() < MAX_READERS) {
            ReaderReport page =
                    read(get("/api/v1/readers?limit=" + PAGE + "&after=" + encoded(next), IDLE), ReaderReport.class);
            all.addAll(page.readers());
            next = page.next();
        }
        return new ReaderReport(first.since(), first.time(), first.mirrors(), all, null);
    }

    /** The publications that a mirror keeps, as the publisher sent them; {@link #publications} reads them. */
    public JsonNode publicationsJson(String mirror) {
        return parse(get("/api/v1/mirrors/" + encoded(mirror) + "/publications?limit=" + PAGE, IDLE));
    }

    public PublicationList publications(String mirror) {
        return read(
                get("/api/v1/mirrors/" + encoded(mirror) + "/publications?limit=" + PAGE, IDLE), PublicationList.class);
    }

    /**
     * The difference between two publications.
     *
     * @param ends {@code from}, {@code to}, both or none
     */
    public JsonNode difference(String mirror, Map<String, String> ends) {
        String query = ends.entrySet().stream()
                .map(end -> end.getKey() + "=" + encoded(end.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return parse(get(
                "/api/v1/mirrors/" + encoded(mirror) + "/diff" + (query.isEmpty() ? "" : "?" + query),
                DIFFERENCE_IDLE));
    }

    public MirrorList mirrors() {
        return read(get("/admin/v1/mirrors", IDLE), MirrorList.class);
    }

    /** Asks the watchers to poll the upstream of a mirror now. */
    public PollResult poll(String mirror) {
        return read(post(mirror + ": ", admin(mirror, "poll"), Map.of(), IDLE), PollResult.class);
    }

    public AcceptResult accept(String mirror, AcceptRequest request) {
        return read(post(mirror + ": ", admin(mirror, "accept"), request, IDLE), AcceptResult.class);
    }

    /**
     * Gives an order about a mirror's publications or custom images.
     *
     * @param verb as in the path: {@code hold}, {@code rollback}, {@code add-image} and so on
     */
    public OrderResult order(String mirror, String verb, OperatorRequest request) {
        return read(post(mirror + ": ", admin(mirror, verb), request, IDLE), OrderResult.class);
    }

    public SweepReport sweep(SweepRequest request) {
        return read(post("", "/admin/v1/sweep", request, SWEEP_IDLE), SweepReport.class);
    }

    /** Has the publisher read stored blobs again. */
    public VerifyReport verify(VerifyRequest request) {
        return read(post("", "/admin/v1/verify", request, IDLE), VerifyReport.class);
    }

    /** The verification that was asked for last. */
    public VerifyReport verification() {
        return read(get("/admin/v1/verify", IDLE), VerifyReport.class);
    }

    /** Lets the publisher send a test event to webhooks; each may take some seconds to answer. */
    public NotificationTestReport testNotifications(NotificationTestRequest request) {
        return read(post("", "/admin/v1/notifications/test", request, SWEEP_IDLE), NotificationTestReport.class);
    }

    private static String admin(String mirror, String verb) {
        return "/admin/v1/mirrors/" + encoded(mirror) + "/" + verb;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] get(String path, Duration idle) {
        URI url = URI.create(base + path);
        return call("", url, new HttpGet(url), idle);
    }

    /**
     * Sends a request.
     *
     * @param about begins the message of a refusal
     */
    private byte[] post(String about, String path, Object body, Duration idle) {
        URI url = URI.create(base + path);
        var post = new HttpPost(url);
        post.setEntity(new ByteArrayEntity(ApiJson.write(body), ContentType.APPLICATION_JSON));
        return call(about, url, post, idle);
    }

    private byte[] call(String about, URI url, HttpUriRequestBase request, Duration idle) {
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        HttpReply<byte[]> reply;
        try {
            reply = http.bytes(url, request, idle, MAX_BYTES);
        } catch (IOException e) {
            throw new PublisherUnavailableException(
                    "no answer from " + url + " (" + e + "): is the publisher running?", e);
        }
        int status = reply.status();
        if (status / 100 == 2) {
            return reply.body();
        }
        String error = error(reply.body());
        if (status / 100 == 4 && error != null) {
            throw new CommandException(ExitCode.USAGE, about + error);
        }
        String answer = about + url + " answered HTTP status " + status;
        throw new PublisherUnavailableException(error == null ? answer : answer + ": " + error, null);
    }

    /** The reason that a publisher gives; null when something else answered. */
    private static @Nullable String error(byte[] body) {
        try {
            JsonNode problem = Json.parse(body);
            String reason =
                    problem.path(problem.has("detail") ? "detail" : "error").textValue();
            return reason == null ? null : SafeText.line(reason);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            return ApiJson.read(body, type);
        } catch (ApiFormatException e) {
            throw unreadable(e);
        }
    }

    private PublisherUnavailableException unreadable(Exception e) {
        return new PublisherUnavailableException(
                base + " did not answer as the API of a publisher does (" + e.getMessage() + "): is it one?", e);
    }
}
