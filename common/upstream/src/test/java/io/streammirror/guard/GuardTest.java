package io.streammirror.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Suspicion;
import io.streammirror.selection.Selection;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.upstream.Depth;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.UpstreamSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class GuardTest {
    private static final String MONDAY = "Mon, 16 Nov 2026 08:00:00 +0000";
    private static final String TUESDAY = "Tue, 17 Nov 2026 08:00:00 +0000";
    private static final Clock CLOCK = Clock.fixed(FakeTree.NOW, ZoneOffset.UTC);

    private final FakeTree tree = new FakeTree("https://upstream.example/");
    private MirrorSettings settings = tree.settings("stable");
    private Duration maxAge = Duration.ofDays(30);

    @Test
    void shouldNotObjectToFirstSameAndNewerStates() {
        Candidate monday = show(MONDAY, images("20260101"));
        assertThat(objections(monday, NOTHING)).isEmpty();

        MirrorState follows = following(monday);
        assertThat(objections(monday, follows, monday.catalog())).isEmpty();
        assertThat(objections(show(TUESDAY, images("20260102")), follows, monday.catalog()))
                .isEmpty();
    }

    @Test
    void shouldObjectToOlderStreamAndOlderIndex() {
        Candidate tuesday = show(TUESDAY, images("20260102"));
        Candidate monday = show(MONDAY, images("20260101"));

        List<Objection> objections = objections(monday, following(tuesday), tuesday.catalog());

        assertThat(objections).extracting(Objection::suspicion).containsOnly(Suspicion.ROLLBACK);
        assertThat(objections)
                .extracting(Objection::reason)
                .satisfiesExactly(
                        index -> assertThat(index)
                                .contains(
                                        "index streams/v1/index.sjson", "2026-11-16T08:00:00Z", "2026-11-17T08:00:00Z"),
                        stream -> assertThat(stream).contains("stream com.example:images"));
    }

    @Test
    void shouldObjectToStreamThatLosesItsTimeStamp() {
        Candidate monday = show(MONDAY, images("20260101"));
        var timeless = images("20260101");
        timeless.root().remove("updated");

        assertThat(suspicions(show(TUESDAY, timeless), monday)).contains(Suspicion.ROLLBACK);
    }

    @Test
    void shouldObjectToIndexThatLosesItsTimeStamp() {
        Candidate monday = show(MONDAY, images("20260101"));
        tree.index().remove("updated");
        tree.putIndex();

        assertThat(suspicions(candidate(), monday)).containsExactly(Suspicion.ROLLBACK);
    }

    @Test
    void shouldObjectToOtherContentOfTheSameTime() {
        Candidate monday = show(MONDAY, images("20260101"));

        assertThat(suspicions(show(MONDAY, images("20260102")), monday)).containsExactly(Suspicion.EQUIVOCATION);
    }

    @Test
    void shouldNotObjectToSameContentSignedAgain() {
        Candidate monday = show(MONDAY, images("20260101"));
        tree.putIndex();

        assertThat(suspicions(candidate(), monday)).isEmpty();
    }

    @Test
    void shouldObjectToStateOfTheFuture() {
        assertThat(suspicions(show("Mon, 23 Nov 2026 12:04:00 +0000", images("20260101")), null))
                .isEmpty();
        assertThat(suspicions(show("Mon, 23 Nov 2026 12:06:00 +0000", images("20260101")), null))
                .containsOnly(Suspicion.FAST_FORWARD);
    }

    @Test
    void shouldObjectToStateOlderThanTheOperatorAllows() {
        Candidate first = show("Mon, 16 Nov 2026 08:00:00 +0000", images("20260101"));
        Candidate second = show(TUESDAY, images("20260101"));
        maxAge = Duration.ofDays(7);
        assertThat(suspicions(second, first)).isEmpty();

        maxAge = Duration.ofDays(6);
        assertThat(objections(second, following(first), first.catalog()))
                .singleElement()
                .satisfies(objection -> assertThat(objection.toString())
                        .startsWith("freeze: ")
                        .contains("2026-11-17T08:00:00Z", "max-upstream-age (6 days)"));
    }

    @Test
    void shouldNotHoldFirstAdoptionForItsAgeButNoteIt() {
        maxAge = Duration.ofDays(6);
        Candidate old = show(TUESDAY, images("20260101"));
        Guard guard = Guard.within(maxAge, 0.4, CLOCK);

        assertThat(objections(old, NOTHING)).isEmpty();
        assertThat(guard.ageNote(old.updated(), new FollowedState(following(old, Suspicion.FREEZE), old.catalog())))
                .hasValueSatisfying(
                        note -> assertThat(note).contains("2026-11-17T08:00:00Z", "max-upstream-age (6 days)"));
    }

    @Test
    void shouldWarnOfTheAgeBeforeItHolds() {
        Candidate tuesday = show(TUESDAY, images("20260101"));
        var followed = new FollowedState(following(tuesday), tuesday.catalog());

        assertThat(Guard.within(Duration.ofDays(10), 0.4, CLOCK).ageNote(tuesday.updated(), followed))
                .as("after less than two thirds of the time")
                .isEmpty();
        assertThat(Guard.within(Duration.ofDays(9), 0.4, CLOCK).ageNote(tuesday.updated(), followed))
                .as("after more than two thirds")
                .hasValueSatisfying(note -> assertThat(note).contains("from 2026-11-26T08:00:00Z on it is held"));
        assertThat(Guard.within(Duration.ofDays(6), 0.4, CLOCK).ageNote(tuesday.updated(), followed))
                .as("held already")
                .isEmpty();
    }

    @Test
    void shouldCheckAgeWhileNothingChanges() {
        Candidate tuesday = show(TUESDAY, images("20260101"));
        maxAge = Duration.ofDays(6);
        Guard guard = Guard.within(maxAge, 0.4, CLOCK);

        assertThat(guard.age(tuesday.updated(), new FollowedState(following(tuesday), null)))
                .isPresent();
        assertThat(guard.age(tuesday.updated(), new FollowedState(following(tuesday, Suspicion.FREEZE), null)))
                .as("accepted by an operator")
                .isEmpty();
        assertThat(guard.age(null, new FollowedState(following(tuesday), null)))
                .as("an upstream without time stamps")
                .isEmpty();
    }

    @Test
    void shouldObjectWhenMoreVersionsVanishThanAllowed() {
        Candidate five = show(MONDAY, images("1", "2", "3", "4", "5"));

        assertThat(suspicions(show(TUESDAY, images("3", "4", "5")), five))
                .as("40 %")
                .isEmpty();
        assertThat(suspicions(show(TUESDAY, images("4", "5")), five))
                .as("60 %, of bytes too")
                .containsExactly(Suspicion.MASS_REMOVAL, Suspicion.MASS_REMOVAL);
        assertThat(suspicions(show(TUESDAY), five)).contains(Suspicion.MASS_REMOVAL);
    }

    @Test
    void shouldNotCountReplacedVersionsAsVanished() {
        Candidate before = show(MONDAY, images("1", "2"));

        assertThat(suspicions(show(TUESDAY, images("3", "4")), before)).isEmpty();
    }

    @Test
    void shouldNotSetOffOneProductAgainstAnother() {
        var both = images("1", "2").item("q", "1", "root", "content 1").item("q", "2", "root", "content 2");
        Candidate before = show(MONDAY, both);

        assertThat(suspicions(show(TUESDAY, images("1", "2", "3", "4", "5")), before))
                .contains(Suspicion.MASS_REMOVAL);
    }

    @Test
    void shouldObjectWhenItemsVanishFromAVersion() {
        Candidate before = show(MONDAY, images("1").item("p", "1", "big", "x".repeat(1000)));

        Candidate after = show(TUESDAY, images("1"));

        assertThat(objections(after, following(before), before.catalog()))
                .singleElement()
                .satisfies(objection -> assertThat(objection.reason()).contains("1000 of 1012 bytes"));
    }

    @Test
    void shouldNotObjectToSmallerNewVersion() {
        Candidate before = show(MONDAY, new SampleProducts(STREAM).item("p", "1", "root", "x".repeat(1000)));

        assertThat(suspicions(show(TUESDAY, new SampleProducts(STREAM).item("p", "2", "root", "x")), before))
                .isEmpty();
    }

    @Test
    void shouldNotObjectWhenTheOperatorSelectsLess() {
        Candidate five = show(MONDAY, images("1", "2", "3", "4", "5"));
        MirrorState follows = following(five);
        settings = tree.settings("stable").withSelections(List.of(new Selection(List.of(), OptionalInt.of(1))));

        assertThat(objections(candidate(), follows, five.catalog())).isEmpty();
    }

    @Test
    void shouldNotRaiseAgainWhatAnOperatorAcceptedForThatState() {
        maxAge = Duration.ofDays(6);
        Candidate old = show(TUESDAY, images("20260101"));

        assertThat(objections(old, following(old, Suspicion.FREEZE), old.catalog()))
                .isEmpty();
        assertThat(objections(old, following(old, Suspicion.ROLLBACK), old.catalog()))
                .isNotEmpty();
        Candidate other = show("Tue, 17 Nov 2026 09:00:00 +0000", images("20260102"));
        assertThat(objections(other, following(old, Suspicion.FREEZE), old.catalog()))
                .isNotEmpty();
    }

    private static final String STREAM = "com.example:images";
    private static final MirrorState NOTHING = MirrorState.EMPTY;

    private static SampleProducts images(String... versions) {
        var images = new SampleProducts(STREAM);
        for (String version : versions) {
            images.item("p", version, "root", "content of " + version.substring(version.length() - 1));
        }
        return images;
    }

    private Candidate show(String updated, SampleProducts... products) {
        for (SampleProducts document : products) {
            if (document.root().has("updated")) {
                document.root().put("updated", updated);
            }
        }
        tree.publish(products);
        tree.index().put("updated", updated);
        tree.putIndex();
        return candidate();
    }

    private Candidate candidate() {
        var upstream = MirrorUpstream.of(settings, tree, CLOCK);
        UpstreamSnapshot set = upstream.read(null, Depth.INDEX).orElseThrow().set();
        Catalog catalog = upstream.select(set, null);
        return new Candidate(catalog, catalog.revision(), settings.selectionHash(), Marks.of(set), set.updated());
    }

    private MirrorState following(Candidate candidate, Suspicion... overridden) {
        return NOTHING.withCatalog(
                new AcceptedCatalog(
                        candidate.revision(),
                        Instant.EPOCH,
                        1,
                        candidate.selectionHash(),
                        new TreeSet<>(Set.of(overridden))),
                candidate.marks());
    }

    private List<Suspicion> suspicions(Candidate candidate, Candidate followed) {
        return (followed == null
                        ? objections(candidate, NOTHING)
                        : objections(candidate, following(followed), followed.catalog()))
                .stream().map(Objection::suspicion).toList();
    }

    private List<Objection> objections(Candidate candidate, MirrorState state) {
        return objections(candidate, state, null);
    }

    private List<Objection> objections(Candidate candidate, MirrorState state, Catalog followed) {
        return Guard.within(maxAge, 0.4, CLOCK).objections(candidate, new FollowedState(state, followed));
    }
}
