package io.streammirror.publisher.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The request and the response under way on one connection. It sits behind the HTTP codec, so what counts as a whole request is what
 * HTTP takes for one.
 *
 * <ul>
 *   <li>A connection is closed when a request is not whole in time, counted from its first byte or, for the first one, from the
 *       connection.
 *   <li>The next request is passed on when the response is written; see {@link RequestGuard}.
 *   <li>A request with a body, and a response that says {@code Connection: close}, are the last of their connection.
 * </ul>
 */
final class Exchange extends ChannelDuplexHandler implements RequestGuard.Progress {
    private final RequestGuard guard;
    private final long requestMillis;
    private final Runnable begin;
    private final Runnable end;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ChannelHandlerContext context;
    private @Nullable AnswerListener listener;
    private boolean receiving;
    private boolean owed;
    private boolean last;

    /**
     * @param dropped counts stray ends of bodies
     * @param begin runs when a request comes that is owed a response
     * @param end runs when the response is written
     */
    Exchange(Duration requestTimeout, LongAdder dropped, Runnable begin, Runnable end) {
        this.guard = new RequestGuard(this, dropped);
        this.requestMillis = requestTimeout.toMillis();
        this.begin = begin;
        this.end = end;
    }

    /** The handler between the connection and the HTTP codec. */
    RequestGuard guard() {
        return guard;
    }

    void listen(AnswerListener next) {
        listener = next;
    }

    private void report(boolean whole) {
        AnswerListener listening = listener;
        listener = null;
        if (listening != null) {
            listening.answered(whole);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        startDeadline(added);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        cancelDeadline();
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        cancelDeadline();
        report(false);
        closed.fireChannelInactive();
    }

    @Override
    public void begun() {
        if (context != null) {
            startDeadline(context);
        }
    }

    @Override
    public void nothingBegun() {
        if (!receiving) {
            cancelDeadline();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (message instanceof HttpRequest request) {
            if (owed || last) {
                // The guard passes one request at a time: HTTP and the guard do not read these bytes alike.
                ReferenceCountUtil.release(message);
                close(reading);
                return;
            }
            receiving = true;
            owed = true;
            last = request.decoderResult().isFailure() || hasBody(request);
            begin.run();
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
            cancelDeadline();
        }
        reading.fireChannelRead(message);
    }

    /** Nothing public takes a body, so ending the connection costs no client anything. */
    private static boolean hasBody(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || (request.headers().contains(HttpHeaderNames.CONTENT_LENGTH) && contentLength(request) != 0);
    }

    private static long contentLength(HttpMessage message) {
        try {
            return HttpUtil.getContentLength(message, -1L);
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The promise is the caller's.
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                writing.write(message, promise);
                return;
            }
            last |= response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        }
        if (message instanceof LastHttpContent) {
            writing.write(message, promise.unvoid().addListener(written -> answered(writing, written.isSuccess())));
        } else {
            writing.write(message, promise);
        }
    }

    private void answered(ChannelHandlerContext writing, boolean whole) {
        if (!owed) {
            return;
        }
        owed = false;
        report(whole);
        end.run();
        if (!last) {
            guard.answered();
        } else if (receiving) {
            // Closing would take back the response while the rest of the request arrives; the deadline closes in the
            // end.
            shutdownOutput(writing);
        } else {
            close(writing);
        }
    }

    private void startDeadline(ChannelHandlerContext waiting) {
        if (deadline == null) {
            deadline = waiting.executor().schedule(() -> close(waiting), requestMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void cancelDeadline() {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
            deadline = null;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A connection that cannot be closed is closed.
    private static void close(ChannelHandlerContext closing) {
        closing.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The deadline closes the connection all the same.
    private static void shutdownOutput(ChannelHandlerContext closing) {
        if (closing.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
    }
}
