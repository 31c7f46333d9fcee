package io.streammirror.publisher.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.events.PollRequested;
import io.streammirror.log.Decision;
import io.streammirror.log.DecisionLog;
import io.streammirror.log.HeldChange;
import io.streammirror.log.LogEntry;
import io.streammirror.log.Objection;
import io.streammirror.log.Proposal;
import io.streammirror.log.Suspicion;
import io.streammirror.log.UpstreamMarks;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.upstream.FakeTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdministrationTest {
    private static final MirrorName STABLE = new MirrorName("stable");
    private static final Clock CLOCK = Clock.fixed(FakeTree.NOW, ZoneOffset.UTC);
    private static final Operator ALICE = new Operator("alice", "upstream says so");

    private final DecisionLog log = new DecisionLog(new InMemoryObjectStore(), CLOCK, "publisher-1");
    private final RecordedCommands commands = new RecordedCommands();
    private final Administration administration = new Administration(settings(), log, commands, CLOCK);

    @Test
    void acceptingMakesTheHeldCatalogTheOneThatIsFollowedWithWhoAndWhy() {
        hold("old");

        administration.accept(STABLE, request("old"));

        LogEntry entry = log.head().entry();
        assertThat(entry.decision()).isEqualTo(new Decision.CatalogAccepted(STABLE, hash("old"), hash("difference")));
        assertThat(entry.who()).isEqualTo("alice");
        assertThat(entry.why()).isEqualTo("upstream says so");
        var state = entry.state().mirror(STABLE);
        assertThat(state.held()).isNull();
        assertThat(state.catalog().revision()).isEqualTo(hash("old"));
        assertThat(state.catalog().overridden()).containsExactly(Suspicion.ROLLBACK);
        assertThat(commands.changed).containsExactly(STABLE);
    }

    @Test
    void acceptingTwiceMakesOneEntry() {
        hold("old");

        administration.accept(STABLE, request("old"));
        administration.accept(STABLE, request("old"));

        assertThat(log.head().sequence()).isEqualTo(2);
    }

    @Test
    void aChangeThatIsNotHeldAnyMoreIsAConflictThatNamesWhatIs() {
        hold("newer");

        assertThatThrownBy(() -> administration.accept(STABLE, request("old")))
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(409))
                .hasMessageContaining(hash("newer").hex());
        assertThat(log.head().sequence()).isEqualTo(1);
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

        assertThat(commands.sent).containsExactly(new PollRequested(STABLE, FakeTree.NOW));
    }

    private void hold(String name) {
        var change = new HeldChange(
                hash(name),
                hash("difference"),
                hash("wish"),
                UpstreamMarks.NONE,
                List.of(new Objection(Suspicion.ROLLBACK, "older than before")),
                FakeTree.NOW);
        log.append(head -> Optional.of(new Proposal(
                new Decision.UpstreamHeld(STABLE, change.revision(), change.difference(), change.objections()),
                head.state().with(STABLE, head.state().mirror(STABLE).withHeld(change)))));
    }

    private static AcceptRequest request(String name) {
        return new AcceptRequest(hash(name).hex().substring(0, 12), ALICE);
    }

    private static Sha256 hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Settings settings() {
        MirrorSettings mirror = new FakeTree("https://upstream.example/").settings("stable");
        return new Settings(
                new TreeMap<>(Map.of(STABLE, mirror)),
                new Settings.Fetch(1, 1, 16_000_000, 0, "off"),
                new Settings.Serve(Path.of("cache"), 0, Optional.empty()),
                new Settings.Signing(Path.of("key"), Optional.empty()),
                new Settings.Store(Optional.empty(), "bucket", "region", Optional.empty(), false),
                new Settings.Kafka(Optional.empty(), Optional.empty()),
                new Settings.Admin(Optional.empty()));
    }

    private static final class RecordedCommands implements Commands {
        private final List<PollRequested> sent = new ArrayList<>();
        private final List<MirrorName> changed = new ArrayList<>();

        @Override
        public void send(PollRequested command) {
            sent.add(command);
        }

        @Override
        public void changed(MirrorName mirror) {
            changed.add(mirror);
        }
    }
}
