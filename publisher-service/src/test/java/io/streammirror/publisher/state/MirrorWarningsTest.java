package io.streammirror.publisher.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.SettingsFixture;
import io.streammirror.mirror.MirrorName;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.TwoKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirrorWarningsTest {
    private static final MirrorName MIRROR = new MirrorName("stable");

    private final MirrorView view = MirrorView.unseen(MIRROR);
    private final SettingsFixture settings = new FakeTree("https://upstream.example/").mirror(MIRROR.value());

    @Test
    void shouldWarnOfUnsignedUpstream() {
        assertThat(MirrorWarnings.of(settings.build(), view)).isEmpty();
        assertThat(MirrorWarnings.of(settings.unsigned().build(), view))
                .containsExactly("Its upstream is taken without any signature.");
    }

    @Test
    void shouldWarnBeforeAnotherKeyOfTheKeyringSigns() {
        SettingsFixture both = settings.keyring(TwoKeys.keyring());

        assertThat(MirrorWarnings.of(both.build(), view)).isEmpty();
        assertThat(MirrorWarnings.of(
                        both.fingerprints(FakeTree.KEY.fingerprint()).build(), view))
                .singleElement()
                .asString()
                .startsWith("One of the 2 keys of its keyring is pinned");
    }

    @Test
    void shouldWarnOfStreamsThatArePublishedUnfit() {
        assertThat(MirrorWarnings.of(
                        settings.unfitStreams(List.of("com[.]example:.*")).build(), view))
                .singleElement()
                .asString()
                .endsWith(": com[.]example:.*.");
    }
}
