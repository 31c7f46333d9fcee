package io.streammirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Stores that promise more than they do are found out. */
final class StoreProbeTest {
    @Test
    void shouldDetectStoreThatIgnoresCondition() throws InterruptedException {
        var careless = new InMemoryObjectStore() {
            @Override
            public boolean create(String key, byte[] body, ObjectAttributes attributes) {
                put(key, body, attributes);
                return true;
            }
        };

        assertThat(new StoreProbe(careless).createsOnce()).isFalse();
        assertThat(careless.contents()).isEmpty();
    }

    @Test
    void shouldDetectStoreThatRefusesEveryCondition() throws InterruptedException {
        var deaf = new InMemoryObjectStore() {
            @Override
            public boolean create(String key, byte[] body, ObjectAttributes attributes) {
                return false;
            }
        };

        assertThat(new StoreProbe(deaf).createsOnce()).isFalse();
    }

    @Test
    void shouldDetectStoreThatAcceptsAnyEtag() {
        var careless = new CarelessAboutEtags();

        assertThat(new StoreProbe(careless).keepsListedParts()).isFalse();
        assertThat(careless.contents()).isEmpty();
    }

    @Test
    void shouldReportNoAbilityWhenStoreDoesNotAnswer() {
        var away = new InMemoryObjectStore() {
            @Override
            public boolean create(String key, byte[] body, ObjectAttributes attributes) {
                throw new StoreUnavailableException("no answer", null);
            }

            @Override
            public void completeUpload(String key, UploadId id, List<UploadedPart> named) {
                throw new StoreUnavailableException("no answer", null);
            }
        };

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> new StoreProbe(away).createsOnce());
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new StoreProbe(away).keepsListedParts());
    }

    /** Completes with what it has under the number, whatever ETag is named. */
    private static final class CarelessAboutEtags extends InMemoryObjectStore {
        private final Map<Integer, UploadedPart> latest = new ConcurrentHashMap<>();

        @Override
        public UploadedPart uploadPart(String key, UploadId id, int number, ByteBuffer bytes) {
            UploadedPart part = super.uploadPart(key, id, number, bytes);
            latest.put(number, part);
            return part;
        }

        @Override
        public void completeUpload(String key, UploadId id, List<UploadedPart> named) {
            super.completeUpload(
                    key,
                    id,
                    named.stream().map(part -> latest.get(part.number())).toList());
        }
    }
}
