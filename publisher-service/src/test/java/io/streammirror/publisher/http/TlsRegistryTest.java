package io.streammirror.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.tls.runtime.config.JKSKeyStoreConfig;
import io.quarkus.tls.runtime.config.KeyStoreConfig;
import io.quarkus.tls.runtime.config.KeyStoreCredentialProviderConfig;
import io.quarkus.tls.runtime.config.P12KeyStoreConfig;
import io.quarkus.tls.runtime.config.PemKeyCertConfig;
import io.quarkus.tls.runtime.keystores.PemKeyStores;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why the publisher does not leave its certificate to the TLS registry of Quarkus (ADR 18). If this fails, read the ADR again. */
class TlsRegistryTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldTakeCertificateOfAnotherKeyWhichOursRefuses() throws Exception {
        CertificateFiles mixed = new CertificateFiles(
                SelfSignedCertificate.write(directory, "first").certificate(),
                SelfSignedCertificate.write(directory, "second").key());

        assertThatThrownBy(() -> mixed.read(vertx)).hasMessageContaining("is not for the key in");
        assertThat(PemKeyStores.verifyPEMKeyStore(registered(mixed), vertx, "public")
                        .keyStore
                        .size())
                .isEqualTo(1);
    }

    private static KeyStoreConfig registered(CertificateFiles files) {
        return new KeyStoreConfig() {
            @Override
            public Optional<PemKeyCertConfig> pem() {
                return Optional.of(new PemPair(files));
            }

            @Override
            public Optional<P12KeyStoreConfig> p12() {
                return Optional.empty();
            }

            @Override
            public Optional<JKSKeyStoreConfig> jks() {
                return Optional.empty();
            }

            @Override
            public boolean sni() {
                return false;
            }

            @Override
            public KeyStoreCredentialProviderConfig credentialsProvider() {
                throw new UnsupportedOperationException("not asked for PEM files");
            }
        };
    }

    private record PemPair(CertificateFiles files) implements PemKeyCertConfig, PemKeyCertConfig.KeyCertConfig {
        @Override
        public Map<String, KeyCertConfig> keyCerts() {
            return Map.of("0", this);
        }

        @Override
        public Optional<List<String>> order() {
            return Optional.empty();
        }

        @Override
        public Path key() {
            return files.key();
        }

        @Override
        public Path cert() {
            return files.certificate();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }
    }
}
