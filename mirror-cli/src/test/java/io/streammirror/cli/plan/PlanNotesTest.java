package io.streammirror.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.openpgp.Keyring;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.TwoKeys;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanNotesTest {
    private static final String IMAGES = "com.example:images";

    private final FakeTree tree = new FakeTree("https://upstream.example/tree/");

    @BeforeEach
    void publish() {
        tree.publish(images(IMAGES));
    }

    @Test
    void shouldNoteNothingWhenTreeIsAsItSays() {
        assertThat(notes(tree.settings("stable"))).isEmpty();
    }

    @Test
    void shouldNoteThatUpstreamIsUnsigned() {
        tree.missing("streams/v1/index.json");

        assertThat(notes(tree.mirror("stable").unsigned().build()))
                .containsExactly("unsigned: the upstream is accepted without a signature");
    }

    @Test
    void shouldWarnBeforeAnotherKeyOfTheKeyringSigns() {
        Keyring both = TwoKeys.keyring();
        SettingsFixture mirror = tree.mirror("stable").keyring(both);

        assertThat(notes(mirror.build())).isEmpty();
        assertThat(notes(mirror.fingerprints(FakeTree.KEY.fingerprint(), TwoKeys.OTHER.fingerprint())
                        .build()))
                .isEmpty();
        assertThat(notes(mirror.fingerprints(FakeTree.KEY.fingerprint()).build()))
                .singleElement()
                .asString()
                .startsWith("fingerprints pins one of the 2 keys of the keyring");
        assertThat(notes(mirror.keyring(FakeTree.KEY.publicKeyring()).build())).isEmpty();
    }

    @Test
    void shouldNoteSourceThatIsNotUsedWhenAFallbackServes() {
        var first = new FakeTree("https://first.example/");
        MirrorSettings settings = first.settings("stable", tree.source());
        MetadataReader both =
                (url, maxBytes, known) -> (url.getHost().startsWith("first") ? first : tree).read(url, maxBytes, known);
        first.reachable(false);

        assertThat(notes(settings, both))
                .containsExactly("not used: https://first.example/streams/v1/index.sjson answered nothing");
    }

    @Test
    void shouldNotSayThatATakenStreamIsNotUsed() {
        tree.putSigned(FakeTree.pathOf(IMAGES), images("com.example:renamed").root());

        assertThat(notes(tree.settings("stable")))
                .containsExactly("index entry 'com.example:images' leads to stream 'com.example:renamed';"
                        + " it is mirrored under that name");
    }

    @Test
    void shouldNotSayThatADocumentIsNotUsedWhenItIsTakenAsItIs() {
        tree.entry(IMAGES, "products:1.0").put("updated", "Fri, 25 Jul 2025 08:01:49 +0000");
        tree.putIndex();

        assertThat(notes(tree.settings("stable")))
                .singleElement()
                .asString()
                .doesNotContain("not used")
                .endsWith("; the document is taken as it is");
    }

    private List<String> notes(MirrorSettings settings) {
        return notes(settings, tree);
    }

    /** As the plan reads. */
    private static List<String> notes(MirrorSettings settings, MetadataReader documents) {
        var upstream = MirrorUpstream.of(settings, documents, Clock.fixed(FakeTree.NOW, ZoneOffset.UTC));
        return PlanNotes.of(settings, Planner.read(upstream));
    }

    private static SampleProducts images(String contentId) {
        return new SampleProducts(contentId).item("p", "20260101", "squashfs", "content");
    }
}
