package io.streammirror.publisher.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A certificate with its chain, and its key, both PEM; read again when they change, as tools that renew certificates expect.
 *
 * @param key may be the same file
 */
public record CertificateFiles(Path certificate, Path key) {
    private static final Logger LOG = Logger.getLogger(CertificateFiles.class);
    private static final long LOOK_MILLIS = 5_000;

    /**
     * Both files as they are now.
     *
     * @throws CertificateException when one cannot be read, or they do not belong together, as in the moment between the renewals
     *     of one and of the other
     */
    PemKeyCertOptions read(Vertx vertx) {
        var read = new PemKeyCertOptions().setCertValue(contentOf(certificate)).setKeyValue(contentOf(key));
        try {
            if (!KeyPairs.match(read.getKeyManagerFactory(vertx))) {
                throw new CertificateException("certificate " + certificate + " is not for the key in " + key, null);
            }
        } catch (CertificateException e) {
            throw e;
        } catch (Exception e) {
            throw new CertificateException(
                    "certificate " + certificate + " or key " + key + " is not what it should be, PEM: "
                            + e.getMessage(),
                    e);
        }
        return read;
    }

    /** Looks every five seconds and tells of changes, once both files are good. */
    void watch(Vertx vertx, Consumer<PemKeyCertOptions> changed) {
        vertx.setPeriodic(LOOK_MILLIS, new Watch(vertx, read(vertx), changed)::look);
    }

    private static Buffer contentOf(Path file) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CertificateException(
                    "certificate file " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    /** Runs on one event loop. */
    private final class Watch {
        private final Vertx vertx;
        private final Consumer<PemKeyCertOptions> changed;
        private PemKeyCertOptions seen;
        private String problem = "";

        Watch(Vertx vertx, PemKeyCertOptions seen, Consumer<PemKeyCertOptions> changed) {
            this.vertx = vertx;
            this.seen = seen;
            this.changed = changed;
        }

        void look(long timer) {
            Callable<PemKeyCertOptions> reading = () -> read(vertx);
            vertx.executeBlocking(reading).onSuccess(this::judge).onFailure(this::complain);
        }

        private void judge(PemKeyCertOptions now) {
            problem = "";
            if (!now.getCertValue().equals(seen.getCertValue())
                    || !now.getKeyValue().equals(seen.getKeyValue())) {
                seen = now;
                changed.accept(now);
            }
        }

        /** Once for each reason: an operator who mends it in steps need not hear of it every five seconds. */
        private void complain(Throwable reason) {
            String now = String.valueOf(reason.getMessage());
            if (!now.equals(problem)) {
                problem = now;
                LOG.warnf("The renewed certificate cannot be used; the former one stays reason=%s", now);
            }
        }
    }
}
