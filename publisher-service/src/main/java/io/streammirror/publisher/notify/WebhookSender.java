package io.streammirror.publisher.notify;

import io.streammirror.concurrent.CancellableCall;
import io.streammirror.http.HttpTransport;
import io.streammirror.http.NetworkFailure;
import io.streammirror.http.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Sends events to one URL, signed by the form of Standard Webhooks. It follows no redirect and reads no body. */
final class WebhookSender {
    /** For one attempt, from the connection to the head of the response: Standard Webhooks advises 15 to 30 seconds. */
    static final Duration MAX_ATTEMPT = Duration.ofSeconds(20);

    private final URI url;
    private final WebhookSecrets secrets;
    private final HttpTransport http;
    private final Duration maxAttempt;
    private final Clock clock;

    WebhookSender(URI url, WebhookSecrets secrets, HttpTransport http, Duration maxAttempt, Clock clock) {
        this.url = url;
        this.secrets = secrets;
        this.http = http;
        this.maxAttempt = maxAttempt;
        this.clock = clock;
    }

    /**
     * How an attempt ended.
     *
     * @param failure why the event was not taken; empty when it was
     * @param pause that the receiver asked for; zero when it did not
     */
    record Attempt(Optional<String> failure, Duration pause) {
        static Attempt failed(String why) {
            return new Attempt(Optional.of(why), Duration.ZERO);
        }
    }

    /**
     * Sends an event once.
     *
     * @throws InterruptedException when the thread was interrupted; the receiver may have taken the event
     */
    Attempt send(CloudEvent event) throws InterruptedException {
        byte[] body = event.json();
        long timestamp = clock.instant().getEpochSecond();
        var post = new HttpPost(url);
        post.setEntity(new ByteArrayEntity(body, ContentType.parse(CloudEvent.MEDIA_TYPE)));
        post.setHeader("webhook-id", event.id());
        post.setHeader("webhook-timestamp", Long.toString(timestamp));
        post.setHeader("webhook-signature", secrets.sign(event.id(), timestamp, body));
        try {
            return CancellableCall.run(maxAttempt, post::cancel, () -> exchange(post));
        } catch (TimeoutException e) {
            return Attempt.failed("did not answer in time");
        } catch (InterruptedIOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Attempt.failed(NetworkFailure.reason(e));
        } catch (IOException e) {
            return Attempt.failed(NetworkFailure.reason(e));
        }
    }

    private Attempt exchange(HttpPost post) throws IOException {
        ClassicHttpResponse response = http.send(url, post);
        try {
            int status = response.getCode();
            if (status / 100 == 2) {
                return new Attempt(Optional.empty(), Duration.ZERO);
            }
            Header pause = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
            return new Attempt(
                    Optional.of(
                            status / 100 == 3
                                    ? "answered a redirect, HTTP status " + status + "; redirects are not followed"
                                    : "answered HTTP status " + status),
                    Optional.ofNullable(pause)
                            .flatMap(header -> RetryAfter.parse(header.getValue(), clock))
                            .orElse(Duration.ZERO));
        } finally {
            HttpTransport.end(post, response);
        }
    }
}
