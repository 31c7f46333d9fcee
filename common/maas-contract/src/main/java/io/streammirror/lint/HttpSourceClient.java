package io.streammirror.lint;

import io.streammirror.http.EnvironmentProxies;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks with the platform's HTTP client, within limits of size and time. */
public final class HttpSourceClient implements SourceClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** For a body too: several times what a products document takes at 100 kB/s. */
    private static final Duration WHOLE = Duration.ofMinutes(2);

    /** Longer than MAAS waits for an item, so that a slow answer can be distinguished from none. */
    private static final Duration HEAD = Duration.ofSeconds(30);

    /** For the largest item over a slow line. */
    private static final Duration ITEM = Duration.ofHours(1);

    static final String USER_AGENT = "stream-mirror-lint";

    private final EnvironmentProxies proxies;
    private final HttpClient following;
    private final HttpClient staying;

    public HttpSourceClient(EnvironmentProxies proxies) {
        this.proxies = proxies;
        this.following = client(Redirect.NORMAL);
        this.staying = client(Redirect.NEVER);
    }

    private HttpClient client(Redirect redirects) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(redirects)
                .proxy(proxies)
                .build();
    }

    @Override
    public Content get(URI url, long maxBytes) {
        return within(
                WHOLE,
                url,
                following
                        .sendAsync(request(url, "GET", WHOLE), BodyHandlers.ofInputStream())
                        .thenApplyAsync(response -> read(url, response, maxBytes)));
    }

    private static Content read(URI url, HttpResponse<InputStream> response, long maxBytes) {
        Head head = head(response);
        try (InputStream raw = response.body()) {
            if (!head.found()) {
                return new Content(head, new byte[0], false);
            }
            InputStream body = MaasContentCoding.decoded(raw, encoding(response.headers()));
            byte[] bytes = body.readNBytes((int) Math.min(maxBytes, Integer.MAX_VALUE - 8));
            return new Content(head, bytes, body.read() >= 0);
        } catch (IOException e) {
            throw new NoAnswerException(url, "broke off: " + e.getMessage(), e);
        }
    }

    @Override
    public Digested digest(URI url, long maxBytes) {
        long start = System.nanoTime();
        return within(
                ITEM,
                url,
                staying.sendAsync(request(url, "GET", HEAD), BodyHandlers.ofInputStream())
                        .thenApplyAsync(response -> digested(url, response, maxBytes, start)));
    }

    private static Digested digested(URI url, HttpResponse<InputStream> response, long maxBytes, long start) {
        Head head = head(response);
        try (InputStream raw = response.body()) {
            if (!head.found()) {
                return new Digested(head, 0, "");
            }
            var digest = new BodyDigest(MaasContentCoding.decoded(raw, encoding(response.headers())));
            boolean empty = !digest.advance();
            Head begun = head.at(since(start));
            while (!empty && digest.bytes() <= maxBytes && digest.advance()) {
                // Until the end, or until there is more than there should be.
            }
            return new Digested(begun, digest.bytes(), digest.hex());
        } catch (IOException e) {
            throw new NoAnswerException(url, "broke off: " + e.getMessage(), e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public Head head(URI url) {
        long start = System.nanoTime();
        return within(
                HEAD.plus(CONNECT),
                url,
                staying.sendAsync(request(url, "HEAD", HEAD), BodyHandlers.discarding())
                        .thenApply(response -> head(response).at(since(start))));
    }

    @Override
    public Head headOfGet(URI url) {
        long start = System.nanoTime();
        return within(
                HEAD.plus(CONNECT),
                url,
                staying.sendAsync(request(url, "GET", HEAD), BodyHandlers.ofInputStream())
                        .thenApplyAsync(response -> firstByte(url, response, start)));
    }

    private static Head firstByte(URI url, HttpResponse<InputStream> response, long start) {
        Head head = head(response);
        try (InputStream body = response.body()) {
            if (head.found() && body.read() < 0 && head.length().orElse(0) > 0) {
                throw new IOException("no byte of the body arrived");
            }
        } catch (IOException e) {
            throw new NoAnswerException(url, "broke off: " + e.getMessage(), e);
        }
        return head.at(since(start));
    }

    /** A redirect keeps what is for the proxy: those of one environment are one operator's. */
    private HttpRequest request(URI url, String method, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(timeout)
                .header("User-Agent", USER_AGENT);
        proxies.authorizationFor(url).ifPresent(value -> request.header("Proxy-Authorization", value));
        return request.build();
    }

    @Override
    public boolean keepsConnection(URI url) {
        try {
            return new KeepAliveProbe(url, proxies, HEAD).answersTwice();
        } catch (IOException e) {
            throw new NoAnswerException(url, "broke off: " + e.getMessage(), e);
        }
    }

    private static Head head(HttpResponse<?> response) {
        HttpHeaders headers = response.headers();
        return new Head(
                response.statusCode(),
                MaasContentCoding.isCompressed(encoding(headers)) ? OptionalLong.empty() : length(headers),
                headers.firstValue("Content-Type").orElse(""),
                Duration.ZERO);
    }

    private static String encoding(HttpHeaders headers) {
        return headers.firstValue("Content-Encoding").orElse("");
    }

    private static OptionalLong length(HttpHeaders headers) {
        try {
            return headers.firstValueAsLong("Content-Length");
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static <T> T within(Duration limit, URI url, CompletableFuture<T> answer) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoAnswerException(url, "was not answered in full within " + limit.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw failure(url, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(url, "was not asked: interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static NoAnswerException failure(URI url, @Nullable Throwable cause) {
        if (cause instanceof NoAnswerException known) {
            return known;
        }
        Throwable reason = cause == null ? new IOException() : cause;
        if (reason instanceof ConnectException) {
            return new NoAnswerException(
                    url, "cannot be reached: its host is not known, or nothing listens there", reason);
        }
        String message = reason.getMessage();
        return new NoAnswerException(
                url,
                "cannot be read: "
                        + (message == null || message.isEmpty()
                                ? reason.getClass().getSimpleName()
                                : message),
                reason);
    }
}
