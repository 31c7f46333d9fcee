package io.streammirror.publisher.serve;

import io.netty.channel.DefaultFileRegion;
import io.netty.util.concurrent.FutureListener;
import io.streammirror.publisher.cache.Fill;
import io.streammirror.publisher.http.Cork;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;

/**
 * Hands pieces of a file that is being filled to a client's connection. The kernel copies them, so they take no memory and hardly any
 * processor time here; a connection with TLS gets copies, because this process encrypts them.
 *
 * <p>Everything runs on the event loop of the connection.
 */
abstract class FillBody {
    /** Handed over at once, so that other connections of the same event loop have their turn. */
    private static final int MAX_REGION = 1024 * 1024;

    final ItemResponse response;
    final Fill fill;

    private FillBody(ItemResponse response, Fill fill) {
        this.response = response;
        this.fill = fill;
    }

    /** The body of a response whose head the caller has filled in. */
    static FillBody of(ItemResponse response, Fill fill) {
        return ((ConnectionBase) response.connection()).isSsl()
                ? new Copied(response, fill)
                : new Regions(response, fill);
    }

    /**
     * The largest piece.
     *
     * @param held bytes that may be held in memory for this client
     */
    abstract long most(int held);

    /** Sends bytes that are available, after all that were sent before; done when the kernel has them. */
    abstract Future<Void> send(long position, long count);

    /** Nothing more is sent in this way. */
    void end() {}

    private static final class Copied extends FillBody {
        Copied(ItemResponse response, Fill fill) {
            super(response, fill);
        }

        @Override
        long most(int held) {
            return held;
        }

        @Override
        Future<Void> send(long position, long count) {
            try {
                return response.client().write(Buffer.buffer(fill.read(position, (int) count)));
            } catch (IOException e) {
                return Future.failedFuture(e);
            }
        }
    }

    private static final class Regions extends FillBody {
        private final HttpConnection connection;

        Regions(ItemResponse response, Fill fill) {
            super(response, fill);
            this.connection = response.connection();
        }

        @Override
        long most(int held) {
            return MAX_REGION;
        }

        @Override
        Future<Void> send(long position, long count) {
            if (!response.client().headWritten()) {
                response.client().writeHead();
                Cork.in(connection);
            }
            Promise<Void> done = Promise.promise();
            var region = new DefaultFileRegion(fill.file(), position, count);
            // Netty releases it once. Another release would close the file.
            region.retain();
            ((ConnectionBase) connection).writeToChannel(region, (FutureListener<Void>) written -> {
                response.sent(region.transferred());
                if (written.isSuccess()) {
                    done.complete();
                } else {
                    done.fail(written.cause());
                }
            });
            return done.future();
        }

        @Override
        void end() {
            Cork.out(connection);
        }
    }
}
