package io.streammirror.publisher.admin;

import static io.streammirror.publisher.admin.AdministeredMirror.STABLE;
import static io.streammirror.publisher.admin.AdministeredMirror.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.Suspicion;
import io.streammirror.event.PollRequested;
import io.streammirror.mirror.MirrorName;
import io.streammirror.upstream.FakeTree;
import org.junit.jupiter.api.Test;

class AdministrationTest {
    private static final Operator ALICE = new Operator("alice", "upstream says so");

    private final AdministeredMirror mirror = new AdministeredMirror();
    private final Administration administration = mirror.administration();

    @Test
    void acceptingMakesTheHeldCatalogTheOneThatIsFollowedWithWhoAndWhy() {
        mirror.hold("old");

        administration.accept(STABLE, request("old"));

        LogEntry entry = mirror.log().head().entry();
        assertThat(entry.decision()).isEqualTo(new Decision.CatalogAccepted(STABLE, hash("old"), hash("difference")));
        assertThat(entry.who()).isEqualTo("alice");
        assertThat(entry.why()).isEqualTo("upstream says so");
        var state = entry.state().mirror(STABLE);
        assertThat(state.held()).isNull();
        assertThat(state.catalog().revision()).isEqualTo(hash("old"));
        assertThat(state.catalog().overridden()).containsExactly(Suspicion.ROLLBACK);
        assertThat(mirror.commands().changed()).containsExactly(STABLE);
    }

    @Test
    void acceptingTwiceMakesOneEntry() {
        mirror.hold("old");

        administration.accept(STABLE, request("old"));
        administration.accept(STABLE, request("old"));

        assertThat(mirror.log().head().sequence()).isEqualTo(2);
    }

    @Test
    void aChangeThatIsNotHeldAnyMoreIsAConflictThatNamesWhatIs() {
        mirror.hold("newer");

        assertThatThrownBy(() -> administration.accept(STABLE, request("old")))
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(409))
                .hasMessageContaining(hash("newer").hex());
        assertThat(mirror.log().head().sequence()).isEqualTo(1);
    }

    @Test
    void aMirrorThatNobodyConfiguredIsNotFound() {
        assertThatThrownBy(() -> administration.poll(new MirrorName("other")))
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(404))
                .hasMessageContaining("stable");
    }

    @Test
    void aPollIsAskedFor() {
        administration.poll(STABLE);

        assertThat(mirror.commands().sent()).containsExactly(new PollRequested(STABLE, FakeTree.NOW));
    }

    private static AcceptRequest request(String name) {
        return new AcceptRequest(hash(name).hex().substring(0, 12), ALICE);
    }
}
