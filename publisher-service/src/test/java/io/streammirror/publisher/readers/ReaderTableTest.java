package io.streammirror.publisher.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.ReaderCounts;
import io.streammirror.api.ReaderInfo;
import io.streammirror.api.ReaderReport;
import io.streammirror.api.ReaderState;
import io.streammirror.api.ReaderStates;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.testing.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTableTest {
    private static final MirrorName MIRROR = new MirrorName("maas");
    private static final String BASE = "/maas/stable/";
    private static final String INDEX = "streams/v1/index.sjson";
    private static final String MAAS_36 = "maas/3.6.1/g.1234";
    private static final String MAAS_38_DOCUMENTS = "Python/3.12 aiohttp/3.9.1";
    private static final String MAAS_38_ITEMS = "maas/3.8.0/g.5678";
    private static final Sha256 ROOT = Sha256.of(bytes("root"));
    private static final Sha256 KERNEL = Sha256.of(bytes("kernel"));
    private static final Sha256 INITRD = Sha256.of(bytes("initrd"));

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T00:00:00Z"));
    private final ReaderTable table = new ReaderTable(clock.instant());
    private final ReadingPlan first = plan("1", "key-a", Set.of(ROOT, KERNEL));
    private final ReadingPlan second = plan("2", "key-b", Set.of(ROOT, INITRD));

    @BeforeEach
    void publish() {
        table.serve(List.of(new MirrorPlans(MIRROR, "/maas/stable", true, List.of(first))));
    }

    @Test
    void shouldBeCurrentAfterAllDocumentsOfTheLivePublication() {
        readWhole(MAAS_36, first);

        assertThat(only().state()).isEqualTo(ReaderState.CURRENT);
        assertThat(only().read())
                .isEqualTo(new ReaderInfo.Read(first.id(), first.updated(), "key-a", clock.instant(), 0));
        assertThat(counts()).isEqualTo(new ReaderCounts(1, 0, 0, 0));
    }

    @Test
    void shouldBeBehindAfterAnotherPublication() {
        readWhole(MAAS_36, first);
        switchTo(second);

        assertThat(only().state()).isEqualTo(ReaderState.BEHIND);
        assertThat(only().read().behind()).isEqualTo(1);
        assertThat(only().items()).isEqualTo(new ReaderInfo.Items(0, 0, 2));

        readWhole(MAAS_36, second);

        assertThat(only().state()).isEqualTo(ReaderState.CURRENT);
    }

    @Test
    void shouldFollowTheDocumentsOfThePublicationWhoseIndexWasRead() {
        get(MAAS_36, INDEX, 200);
        switchTo(second);
        documents(MAAS_36, first);

        assertThat(only().read().publication()).isEqualTo(first.id());
        assertThat(only().state()).isEqualTo(ReaderState.BEHIND);
    }

    @ParameterizedTest
    @ValueSource(strings = {MAAS_36, MAAS_38_DOCUMENTS, "python-simplestreams/0.1"})
    void shouldRefuseWhenItReadsTheIndexAndNothingElse(String agent) {
        readWhole(agent, first);
        switchTo(second);
        get(agent, INDEX, 200);

        assertThat(only().state()).as("at once").isEqualTo(ReaderState.BEHIND);

        clock.advance(Duration.ofSeconds(11));
        assertThat(only().state()).isEqualTo(ReaderState.REFUSING);
        assertThat(only().refuses()).isEqualTo("index");
        assertThat(only().read().signer()).as("of what it accepted").isEqualTo("key-a");

        clock.advance(Duration.ofMinutes(10));
        get(agent, INDEX, 200);
        assertThat(only().state()).as("right after the next poll").isEqualTo(ReaderState.REFUSING);

        documents(agent, second);
        assertThat(only().state()).isEqualTo(ReaderState.CURRENT);
        assertThat(only().refuses()).isNull();
    }

    @Test
    void shouldRefuseTheDocumentAtWhichItStops() {
        get(MAAS_38_DOCUMENTS, INDEX, 200);
        get(MAAS_38_DOCUMENTS, first.paths().get(0), 200);
        get(MAAS_38_DOCUMENTS, first.paths().get(1), 200);
        clock.advance(Duration.ofSeconds(61));

        assertThat(only().state()).isEqualTo(ReaderState.REFUSING);
        assertThat(only().refuses()).isEqualTo(first.paths().get(1));
    }

    @Test
    void shouldNotRefuseWhenItsConnectionBroke() {
        get(MAAS_36, INDEX, 200);
        request(MAAS_36, first.paths().get(0), 200, false, null);
        clock.advance(Duration.ofMinutes(5));

        assertThat(only().state()).isEqualTo(ReaderState.BEHIND);
    }

    @Test
    void shouldNotTakePersonForReader() {
        get("curl/8.5", INDEX, 200);
        clock.advance(Duration.ofHours(1));

        assertThat(report().readers()).isEmpty();
        assertThat(counts()).isEqualTo(ReaderCounts.NONE);
    }

    @Test
    void shouldTakeUnknownClientForRefusingOnlyWhenItAsksForTheIndexAgainAndAgain() {
        get("other/1", INDEX, 200);
        clock.advance(Duration.ofMinutes(5));
        get("other/1", INDEX, 200);
        clock.advance(Duration.ofMinutes(4));
        get("other/1", INDEX, 200);

        assertThat(only().state()).isEqualTo(ReaderState.BEHIND);

        clock.advance(Duration.ofMinutes(1));
        assertThat(only().state()).isEqualTo(ReaderState.REFUSING);
    }

    @Test
    void shouldBelieveConditionalReaderThatHasTheIndex() {
        get("mirror/1", INDEX, 304);

        assertThat(only().state()).isEqualTo(ReaderState.CURRENT);
    }

    @Test
    void shouldBeSilentWhenItAsksForNothing() {
        readWhole(MAAS_36, first);
        clock.advance(ReaderStates.SILENT_AFTER.plusSeconds(1));

        assertThat(only().state()).isEqualTo(ReaderState.SILENT);

        clock.advance(Duration.ofDays(14));
        assertThat(report().readers()).isEmpty();
    }

    @Test
    void shouldCountItemsTakenBrokenOffAndNotAskedFor() {
        readWhole(MAAS_36, first);
        request(MAAS_36, "root", 200, false, ROOT);
        assertThat(only().items()).isEqualTo(new ReaderInfo.Items(0, 1, 1));

        request(MAAS_36, "root", 200, true, ROOT);
        assertThat(only().items()).isEqualTo(new ReaderInfo.Items(1, 0, 1));

        switchTo(second);
        assertThat(only().items()).as("the newer publication has it still").isEqualTo(new ReaderInfo.Items(1, 0, 1));
    }

    @Test
    void shouldTakeTheTwoAgentsOfNewerMaasForOneReader() {
        readWhole(MAAS_38_DOCUMENTS, first);
        request(MAAS_38_ITEMS, "root", 200, true, ROOT);
        get(MAAS_38_DOCUMENTS, INDEX, 200);

        assertThat(only().agent()).isEqualTo(MAAS_38_ITEMS);
        assertThat(only().items().taken()).isEqualTo(1);
    }

    @Test
    void shouldKnowWhoFetchedTheKeyring() {
        readWhole(MAAS_36, first);
        assertThat(only().keyring()).isNull();

        table.observe(
                new ReaderRequest("10.0.0.1", "curl/8", "/keys/mirror.gpg", 200, true, true, ROOT, clock.instant()));

        assertThat(only().keyring()).isEqualTo(clock.instant());
    }

    @Test
    void shouldReportMissingPathsAndIndexesWhereNoMirrorIs() {
        readWhole(MAAS_36, first);
        get(MAAS_36, "gone\u202Ex", 404);
        assertThat(only().notFound()).isEqualTo(1);
        assertThat(only().notFoundPath()).isEqualTo(BASE + "gone\uFFFDx");

        table.observe(new ReaderRequest(
                "10.0.0.2", MAAS_36, "/wrong/streams/v1/index.sjson", 404, true, true, null, clock.instant()));

        assertThat(report().readers()).hasSize(2).anySatisfy(lost -> {
            assertThat(lost.mirror()).isNull();
            assertThat(lost.notFoundPath()).isEqualTo("/wrong/streams/v1/index.sjson");
        });
    }

    @Test
    void shouldNotCallReaderLostThatTriesWithoutSlashFirst() {
        table.observe(new ReaderRequest(
                "10.0.0.1", MAAS_36, "/maas/stablestreams/v1/index.sjson", 404, true, true, null, clock.instant()));
        readWhole(MAAS_36, first);

        assertThat(only().mirror()).isEqualTo(MIRROR);
    }

    @Test
    void shouldKeepTableBounded() {
        for (int i = 0; i < 3 * ReaderTable.MAX_READERS; i++) {
            index("10.1." + i / 200 + "." + i % 200, MAAS_36);
        }
        assertThat(report().readers()).hasSize(ReaderTable.MAX_READERS);

        index("10.9.9.9", MAAS_36);
        for (int i = 0; i < ReaderTable.MAX_READERS; i++) {
            index("10.7.7.7", "maas/3.5." + i);
        }
        assertThat(report().readers()).anyMatch(reader -> reader.address().equals("10.9.9.9"));
        assertThat(report().readers().stream().filter(reader -> reader.address().equals("10.7.7.7")))
                .hasSize(ReaderTable.MAX_OF_ONE_ADDRESS);
    }

    @Test
    void shouldPassOnRequestsByItselfWhenTooManyWait() {
        var intake = new ReaderIntake(table);
        for (int i = 0; i <= ReaderIntake.MAX_WAITING; i++) {
            intake.offer(new ReaderRequest("10.0.0.1", MAAS_36, BASE + INDEX, 200, true, true, ROOT, clock.instant()));
        }

        assertThat(only().attempt().readings()).isEqualTo(ReaderIntake.MAX_WAITING + 1);
    }

    private void index(String address, String agent) {
        table.observe(new ReaderRequest(address, agent, BASE + INDEX, 200, true, true, ROOT, clock.instant()));
    }

    private void readWhole(String agent, ReadingPlan plan) {
        get(agent, INDEX, 200);
        documents(agent, plan);
    }

    private void documents(String agent, ReadingPlan plan) {
        plan.paths().forEach(path -> get(agent, path, 200));
    }

    private void get(String agent, String path, int status) {
        request(agent, path, status, true, null);
    }

    private void request(String agent, String path, int status, boolean whole, Sha256 content) {
        table.observe(new ReaderRequest("10.0.0.1", agent, BASE + path, status, whole, true, content, clock.instant()));
    }

    private void switchTo(ReadingPlan live) {
        table.serve(List.of(new MirrorPlans(MIRROR, "/maas/stable", true, List.of(live, first))));
    }

    private ReaderReport report() {
        return table.report(clock.instant());
    }

    private ReaderInfo only() {
        assertThat(report().readers()).hasSize(1);
        return report().readers().get(0);
    }

    private ReaderCounts counts() {
        return report().mirrors().get(0).counts();
    }

    private static ReadingPlan plan(String name, String signer, Set<Sha256> items) {
        List<String> documents = IntStream.range(0, 3)
                .mapToObj(i -> "streams/v1/stream-" + i + "." + name)
                .toList();
        return new ReadingPlan(
                Sha256.of(bytes(name)), Instant.parse("2026-11-28T00:00:0" + name + "Z"), signer, documents, items);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
