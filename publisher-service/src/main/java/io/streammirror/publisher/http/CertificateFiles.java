package io.streammirror.publisher.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
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
    private static final long CHECK_MILLIS = 5_000;

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
                    "certificate " + certificate + " or key " + key + " is not valid PEM: " + e.getMessage(), e);
        }
        return read;
    }

    /** When the first certificate in what was read expires; empty when there is none that can be read. */
    static Optional<Instant> expiry(PemKeyCertOptions read) {
        try (var pem = new ByteArrayInputStream(read.getCertValue().getBytes())) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .findFirst()
                    .map(X509Certificate.class::cast)
                    .map(certificate -> certificate.getNotAfter().toInstant());
        } catch (IOException | java.security.cert.CertificateException e) {
            LOG.debugf("The certificate's date cannot be read reason=%s", e);
            return Optional.empty();
        }
    }

    /** Checks every five seconds and reports a change once both files are good. */
    void watch(Vertx vertx, Consumer<PemKeyCertOptions> changed) {
        vertx.setPeriodic(CHECK_MILLIS, new Watch(vertx, read(vertx), changed)::check);
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

        void check(long timer) {
            Callable<PemKeyCertOptions> reading = () -> read(vertx);
            vertx.executeBlocking(reading).onSuccess(this::replace).onFailure(this::complain);
        }

        private void replace(PemKeyCertOptions now) {
            problem = "";
            if (!now.getCertValue().equals(seen.getCertValue())
                    || !now.getKeyValue().equals(seen.getKeyValue())) {
                seen = now;
                changed.accept(now);
            }
        }

        /** Once for each reason, because an operator may repair it in steps. */
        private void complain(Throwable reason) {
            String now = String.valueOf(reason.getMessage());
            if (!now.equals(problem)) {
                problem = now;
                LOG.warnf("The renewed certificate cannot be used; the previous one stays in use reason=%s", now);
            }
        }
    }
}
