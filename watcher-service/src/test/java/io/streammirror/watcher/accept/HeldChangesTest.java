package io.streammirror.watcher.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.Suspicion;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.ReadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Upstream states that wait for an operator. */
class HeldChangesTest extends AcceptorFixture {
    @Test
    void shouldHoldOlderStateOnceAndStoreAllThatFollowingItTakes() {
        tree.publish(images(9, "two"));
        Catalog newest = accept();
        tree.publish(images(8, "one"));

        var held = (AcceptanceResult.Held) decide(acceptance);

        HeldChange change = held.change();
        store.writes().clear();
        assertThat(change.suspicions()).containsExactly(Suspicion.ROLLBACK);
        assertThat(decide(acceptance)).isEqualTo(held);
        assertThat(store.writes()).isEmpty();
        assertThat(entries())
                .extracting(LogEntry::decision)
                .hasSize(2)
                .last()
                .isEqualTo(
                        new Decision.UpstreamHeld(MIRROR, change.revision(), change.difference(), change.objections()));
        assertThat(state().catalog().revision()).isEqualTo(newest.revision());
        assertThat(state().held()).isEqualTo(change);
        assertThat(store.head(StoreKeys.catalog(MIRROR, change.revision()))).isPresent();
        assertThat(store.head(StoreKeys.blob(change.difference()))).isPresent();
        assertThat(store.head(StoreKeys.blob(Sha256.of(read().set().index().bytes()))))
                .isPresent();
    }

    /** For an auditor, who verifies them with the keyring alone. */
    @Test
    void shouldKeepDocumentsOfHeldStatesForAYear() {
        tree.publish(images(9, "two"));
        accept();
        tree.publish(images(8, "one"));
        Sha256 revision = ((AcceptanceResult.Held) decide(acceptance)).change().revision();
        tree.publish(images(9, "two"));
        accept();

        clock.advance(Duration.ofDays(300));
        tree.publish(new SampleProducts(STREAM).item("p", "20250101", "root", "three"));
        decide(acceptance);

        List<String> signed = archived(revision).stream()
                .filter(key -> !key.endsWith("catalog.json"))
                .toList();
        assertThat(signed).hasSize(2);
        var auditor = new SignatureVerifier(FakeTree.KEY.publicKeyring(), Set.of(), Set.of(), clock);
        for (String key : signed) {
            assertThat(auditor.verifyClearSigned(store.read(key, 1_000_000))
                            .signature()
                            .signer())
                    .isEqualTo(FakeTree.KEY.fingerprint());
        }

        clock.advance(Duration.ofDays(66));
        tree.publish(new SampleProducts(STREAM).item("p", "20250101", "root", "four"));
        decide(acceptance);

        assertThat(archived(revision)).isEmpty();
    }

    private List<String> archived(Sha256 revision) {
        var keys = new ArrayList<String>();
        store.list(StoreKeys.upstream(MIRROR, revision), object -> keys.add(object.key()));
        return keys;
    }

    @Test
    void shouldFollowStateThatAnOperatorAccepted() {
        tree.publish(images(9, "two"));
        accept();
        tree.publish(images(8, "one"));
        var held = (AcceptanceResult.Held) decide(acceptance);

        operatorAccepts(held.change().revision());

        assertThat(decide(acceptance))
                .isEqualTo(new AcceptanceResult.Unchanged(held.change().revision()));
        tree.publish(images(7, "zero"));
        assertThat(decide(acceptance)).as("an even older one").isInstanceOf(AcceptanceResult.Held.class);
    }

    @Test
    void shouldEndHoldWhenUpstreamIsAsBefore() {
        tree.publish(images(9, "two"));
        accept();
        tree.publish(images(8, "one"));
        decide(acceptance);
        tree.publish(images(9, "two"));

        assertThat(decide(acceptance)).isInstanceOf(AcceptanceResult.Accepted.class);
        assertThat(state().held()).isNull();
    }

    @Test
    void shouldEndAHoldWhenUpstreamHasTheFollowedContentAgain() {
        tree.publish(images(8, "two"));
        Catalog catalog = accept();
        UpstreamMarks marks = state().marks();
        tree.publish(images(7, "one"));
        decide(acceptance);
        tree.publish(images(9, "two"));

        assertThat(decide(acceptance)).isInstanceOf(AcceptanceResult.Accepted.class);
        assertThat(state().held()).isNull();
        assertThat(state().catalog().revision()).isEqualTo(catalog.revision());
        assertThat(state().marks()).isEqualTo(marks);
    }

    @Test
    void shouldHoldAChangeOnceWhenOnlyItsTimeStampsAreNew() {
        tree.publish(images(9, "two"));
        accept();
        tree.publish(images(7, "one"));
        var held = (AcceptanceResult.Held) decide(acceptance);
        store.writes().clear();
        tree.publish(images(8, "one"));

        assertThat(((AcceptanceResult.Held) decide(acceptance)).change()).isEqualTo(held.change());
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void shouldHoldUnchangedUpstreamOnceWhenItIsTooOld() {
        Catalog catalog = accept();
        Instant updated = read().set().updated();
        assertThat(acceptance.standStill(updated, catalog.revision()))
                .isEqualTo(new AcceptanceResult.Unchanged(catalog.revision()));

        clock.advance(Duration.ofDays(3650));
        var held = (AcceptanceResult.Held) acceptance.standStill(updated, catalog.revision());

        assertThat(held.change().suspicions()).containsExactly(Suspicion.FREEZE);
        assertThat(held.change().revision()).isEqualTo(catalog.revision());
        assertThat(acceptance.standStill(updated, catalog.revision())).isEqualTo(held);
        assertThat(entries()).hasSize(2);

        UpstreamMarks marks = state().marks();
        operatorAccepts(catalog.revision());

        assertThat(acceptance.standStill(updated, catalog.revision()))
                .isEqualTo(new AcceptanceResult.Unchanged(catalog.revision()));
        assertThat(state().marks()).isEqualTo(marks);
    }

    @Test
    void shouldAdoptAnOldUpstreamFirstAndNoteItsAge() {
        clock.advance(Duration.ofDays(3650));

        Catalog catalog = accept();

        Instant updated = read().set().updated();
        assertThat(state().catalog().overridden()).containsExactly(Suspicion.FREEZE);
        assertThat(acceptance.ageNote(updated))
                .hasValueSatisfying(note -> assertThat(note).contains("max-upstream-age"));
        assertThat(acceptance.standStill(updated, catalog.revision()))
                .isEqualTo(new AcceptanceResult.Unchanged(catalog.revision()));
    }

    @Test
    void shouldKeepOperatorsDecisionAfterARefusalInBetween() {
        Catalog catalog = accept();
        Instant updated = read().set().updated();
        clock.advance(Duration.ofDays(3650));
        acceptance.standStill(updated, catalog.revision());
        operatorAccepts(catalog.revision());

        acceptance.refuse("a proxy's error page", Optional.empty());

        assertThat(decide(acceptance)).isInstanceOf(AcceptanceResult.Accepted.class);
        assertThat(state().catalog().overridden()).containsExactly(Suspicion.FREEZE);
        assertThat(acceptance.standStill(updated, catalog.revision()))
                .isEqualTo(new AcceptanceResult.Unchanged(catalog.revision()));
    }

    @Test
    void shouldNotTakeOlderStateOfAFallbackAndNotRaiseAnAlarm() {
        tree.publish(images(9, "two"));
        accept();
        tree.publish(images(8, "one"));
        ReadResult older = read();
        var fallback = new ReadResult(
                older.set(), older.bookmark(), Set.of(), List.of(), List.of("the first source is away"), List.of());

        AcceptanceResult result = acceptance.decide(fallback, upstream.select(older.set(), null));

        assertThat(result)
                .isInstanceOfSatisfying(AcceptanceResult.OlderFallback.class, kept -> assertThat(kept.reason())
                        .startsWith("rollback: "));
        assertThat(state().held()).isNull();
        assertThat(entries()).hasSize(1);
    }
}
