package io.streammirror.publisher.page;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.page.readers.ReadersPage;
import io.streammirror.publisher.readers.MirrorPlans;
import io.streammirror.publisher.readers.ReaderIntake;
import io.streammirror.publisher.readers.ReaderRequest;
import io.streammirror.publisher.readers.ReaderTable;
import io.streammirror.publisher.readers.ReadingPlan;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A page of readers in all states, one of them with a hostile name. */
public final class SampleReaders {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final String HOSTILE = "<script>alert(1)</script>\u202e" + "x".repeat(300);
    private static final Sha256 ITEM = Sha256.of("item".getBytes(StandardCharsets.UTF_8));

    private final ReadingPlan former = plan("former", "0123456789ABCDEF");
    private final ReadingPlan live = plan("live", "FEDCBA9876543210");
    private final ReaderTable table = new ReaderTable(NOW.minusSeconds(86_400));
    private final ReaderIntake intake = new ReaderIntake(table);
    private final String mirror;

    private SampleReaders(String mirror) {
        this.mirror = mirror;
    }

    /** The page for the public. */
    public static ReadersPage of(String mirror) {
        return new SampleReaders(mirror).page();
    }

    /** The page as operators get it, for every request. */
    public static SitePage forOperators(String mirror) {
        ReadersPage page = of(mirror);
        return new SitePage() {
            @Override
            public PageKind kind() {
                return page.kind();
            }

            @Override
            public PageContent content(PageRequest request) {
                return page.content(new PageRequest(
                        Audience.OPERATORS,
                        request.address(),
                        new TreeMap<>(request.query()),
                        request.root(),
                        request.site(),
                        request.client()));
            }
        };
    }

    private ReadersPage page() {
        serve(List.of(former));
        readWhole("192.0.2.30", "maas/3.5.2/g.1", former, NOW.minusSeconds(40_000));
        readWhole("192.0.2.20", "maas/3.6.1/g.1", former, NOW.minusSeconds(3_600));
        readWhole("192.0.2.40", "maas/3.4.4/g.1", former, NOW.minusSeconds(3_500));
        serve(List.of(live, former));
        readWhole("2001:db8:1234:5678:9abc:def0:1234:5678", "maas/3.8.0/g.1", live, NOW.minusSeconds(60));
        get("2001:db8:1234:5678:9abc:def0:1234:5678", "maas/3.8.0/g.1", "squashfs", ITEM, NOW.minusSeconds(50));
        index("192.0.2.40", "maas/3.4.4/g.1", NOW.minusSeconds(600));
        index("192.0.2.50", "python-simplestreams " + HOSTILE, NOW.minusSeconds(500));
        offer("192.0.2.50", "curl/8", "/keys/mirror.gpg", 200, ITEM, NOW.minusSeconds(700));
        offer("192.0.2.60", "maas/3.7.0/g.1", "/" + HOSTILE + "/streams/v1/index.sjson", 404, null, NOW);
        intake.drain();
        return new ReadersPage(intake, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void serve(List<ReadingPlan> plans) {
        intake.drain();
        table.serve(List.of(new MirrorPlans(new MirrorName(mirror), "/maas/stable", true, plans)));
    }

    private void readWhole(String address, String agent, ReadingPlan plan, Instant time) {
        index(address, agent, time);
        get(address, agent, "streams/v1/download." + (plan.equals(live) ? "live" : "former") + ".sjson", ITEM, time);
    }

    private void index(String address, String agent, Instant time) {
        get(address, agent, "streams/v1/index.sjson", ITEM, time);
    }

    private void get(String address, String agent, String path, Sha256 content, Instant time) {
        offer(address, agent, "/maas/stable/" + path, 200, content, time);
    }

    private void offer(String address, String agent, String path, int status, Sha256 content, Instant time) {
        intake.offer(new ReaderRequest(address, agent, path, status, true, true, content, time));
    }

    private static ReadingPlan plan(String name, String signer) {
        return new ReadingPlan(
                Sha256.of(name.getBytes(StandardCharsets.UTF_8)),
                NOW.minusSeconds(7_200),
                signer,
                List.of("streams/v1/download." + name),
                Set.of(ITEM));
    }
}
