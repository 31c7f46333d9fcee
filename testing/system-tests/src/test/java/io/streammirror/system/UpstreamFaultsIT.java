package io.streammirror.system;

import static io.streammirror.system.UpstreamFault.borne;
import static io.streammirror.system.UpstreamFault.lasting;
import static io.streammirror.system.UpstreamFault.passing;
import static io.streammirror.system.UpstreamFault.resumed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.streammirror.sample.SampleUpstream;
import io.streammirror.system.fault.Damage;
import io.streammirror.system.fault.FaultPlan;
import io.streammirror.system.fault.FaultPorts;
import io.streammirror.system.fault.TlsTrap;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Faults of upstream items. A passing fault costs time; a lasting one costs the versions that need the item, with a
 * reason. No wrong byte is published. Many faults share one run, each on the root file system of a version of its own.
 */
@Tag("slow")
@ExtendWith(FaultStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UpstreamFaultsIT {
    /** The public reason of every failure at a host that a source redirects to; the fetcher's log has the details. */
    private static final String NOT_DELIVERED = "redirects to did not deliver";

    private static final long SMALL = 200_000;

    /** Of several parts, and worth several ranges. */
    private static final long LARGE = 18_000_000;

    private static final long LARGEST = 30_000_000;

    /** Longer than the limit on silence in this stack. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** So long that the fetcher gives up first, on a loaded machine too. */
    private static final Duration LASTING_SILENCE = Duration.ofMinutes(2);

    private static final List<UpstreamFault> PASSING = List.of(
            passing("reset before the answer", SMALL, 2, new Damage.LostAnswer()),
            passing("reset at the first byte", SMALL, 2, new Damage.Reset(0)),
            passing("reset in the middle", SMALL, 2, new Damage.Reset(SMALL / 2)),
            passing("reset before the last byte", SMALL, 2, new Damage.Reset(SMALL - 1)),
            passing("reset of a large item in its first part", LARGE, 4, new Damage.Reset(1_000_003)),
            passing("reset of a large item at a part's end", LARGE, 4, new Damage.Reset(8 << 20)),
            passing("reset of a large item before its last byte", LARGE, 4, new Damage.Reset(LARGE - 1)),
            passing("truncation at the first byte", SMALL, 1, new Damage.Truncate(0)),
            passing("truncation in the middle", SMALL, 1, new Damage.Truncate(SMALL / 2)),
            passing("truncation of a large item", LARGE, 1, new Damage.Truncate(LARGE / 2)),
            passing("flip", SMALL, 1, new Damage.Flip(SMALL / 2)),
            passing("flip of the last byte", SMALL, 1, new Damage.Flip(SMALL - 1)),
            passing("flip in a large item", LARGEST, 1, new Damage.Flip(17_000_000)),
            passing("silence before the answer", SMALL, 1, new Damage.Delay(SILENCE)),
            passing("silence in the middle", SMALL, 1, new Damage.Stall(SMALL / 2, SILENCE)),
            passing("silence in a large item", LARGE, 2, new Damage.Stall(LARGE / 3, SILENCE)),
            passing("slow drip", SMALL, 1, new Damage.Drip(10_000)),
            passing("storm of 429", SMALL, 4, Damage.Answer.later(429, 1)),
            passing("storm of 500", SMALL, 4, Damage.Answer.status(500)),
            passing("storm of 503", SMALL, 4, Damage.Answer.later(503, 1)),
            passing("storm of 503 on a large item", LARGE, 6, Damage.Answer.status(503)),
            passing("length too short", SMALL, 1, new Damage.WrongLength(-100)),
            passing("length too long", SMALL, 1, new Damage.WrongLength(100)),
            passing("endless", SMALL, 1, new Damage.Endless()),
            passing("endless large item", LARGE, 1, new Damage.Endless()),
            borne("no length", LARGE, new Damage.NoLength(false)),
            borne("chunks", LARGE, new Damage.NoLength(true)),
            borne("ranges ignored", LARGE, new Damage.NoRanges()),
            resumed("ranges ignored after a reset", LARGE, new Damage.NoRanges()),
            resumed("416 for every range", LARGE, Damage.Answer.status(416)),
            resumed("wrong Content-Range", LARGE, new Damage.WrongRange()),
            borne("reset in the middle of every answer", SMALL, new Damage.Reset(SMALL / 3)),
            resumed("reset of every range", LARGE, new Damage.Reset(6_000_000)),
            passing("changed after a reset", LARGE, 1, new Damage.OtherEntity("\"old\""), new Damage.Reset(LARGE / 2)),
            new UpstreamFault(
                    "changed after a reset, and the condition ignored",
                    LARGE,
                    exchange -> exchange.number() == 1
                            ? List.of(new Damage.OtherEntity("\"old\""), new Damage.Reset(LARGE / 2))
                            : List.of(new Damage.NoConditions()),
                    ""),
            passing(
                    "changed after a reset under the same tag",
                    LARGE,
                    1,
                    new Damage.OtherEntity(null),
                    new Damage.Reset(LARGE / 2)),
            new UpstreamFault(
                    "changed between two ranges under the same tag",
                    LARGE,
                    exchange -> exchange.number() == 2 ? List.of(new Damage.OtherEntity(null)) : List.of(),
                    ""),
            passing("another state of the file", SMALL, 1, new Damage.OtherEntity("\"old\"")));

    private final FaultStack stack;
    private final TlsTrap aborting = TlsTrap.aborting();
    private final Map<String, UpstreamFault> passing = new TreeMap<>();
    private final Map<String, UpstreamFault> lasting = new TreeMap<>();

    UpstreamFaultsIT(FaultStack stack) {
        this.stack = stack;
    }

    /** At once, so that what lasts would be in the way of what passes if it could. */
    @BeforeAll
    void publish() {
        PASSING.forEach(fault -> passing.put(version(passing.size()), fault));
        String moved = version(passing.size());
        passing.put(
                moved, borne("redirect to another host", SMALL, Damage.Answer.redirect(elsewhere("upstream", moved))));
        String far = version(passing.size());
        passing.put(far, new UpstreamFault("three redirects", SMALL, chain(pathOf(far), 3), ""));
        for (UpstreamFault fault : lastingFaults()) {
            lasting.put(version(lasting.size()), fault);
        }
        publish("refusing", lasting);
        publish("upstream", passing);
        stack.publish("calm", stack.tree("calm").with("20240601", SMALL));
    }

    @AfterAll
    void end() {
        aborting.close();
    }

    @Test
    void shouldMirrorEverythingWhenFaultsPass() {
        stack.assertConverges("upstream");

        passing.forEach((version, fault) -> assertThat(stack.upstream("upstream")
                        .requests(SmallTree.path(version, "squashfs").value()))
                .as("requests in spite of: " + fault)
                .isPositive());
        stack.assertStoreIsRight();
    }

    @Test
    void shouldWithholdOnlyItsVersionAndNameTheReasonWhenAFaultLasts() {
        stack.assertConverges("calm");

        stack.status()
                .await(
                        "refusing",
                        "has come to rest without what it cannot get",
                        mirror -> mirror.path("settled").asBoolean()
                                && !mirror.path("complete").asBoolean());
        assertThat(stack.wholeVersions("refusing")).containsExactly(FaultStack.FIRST);
        Map<String, String> reasons = stack.failures("refusing");
        assertThat(reasons).hasSameSizeAs(lasting);
        assertAll(lasting.entrySet().stream()
                .map(fault -> () -> assertThat(reasons.get(
                                SmallTree.path(fault.getKey(), "squashfs").value()))
                        .as("reason of: " + fault.getValue())
                        .containsIgnoringCase(fault.getValue().reason())));

        stack.upstream("refusing").plan(FaultPlan.NONE);
        poll("refusing");
        stack.status()
                .await(
                        "refusing",
                        "has everything after upstream healed and an operator asked for a poll",
                        mirror -> mirror.path("settled").asBoolean()
                                && mirror.path("complete").asBoolean());
        stack.assertStoreIsRight();
    }

    private void poll(String mirror) {
        var data = stack.process().data();
        try (var run = MirrorProcess.command(data.resolveSibling("poll"), "poll", mirror, "--data", data.toString())) {
            assertThat(run.awaitExit()).as(run.err()).isZero();
        }
    }

    private List<UpstreamFault> lastingFaults() {
        String loop = stack.upstream("refusing")
                .base()
                .resolve(SmallTree.path(version(0), "squashfs").value())
                .toString();
        return List.of(
                lasting("a redirect loop", "redirect", Damage.Answer.redirect(loop)),
                lasting("not found", "404", Damage.Answer.status(404)),
                lasting("unauthorized", "401", Damage.Answer.status(401)),
                lasting("forbidden", "403", Damage.Answer.status(403)),
                lasting("500 for ever", "500", Damage.Answer.status(500)),
                lasting("503 for ever", "503", Damage.Answer.later(503, 2)),
                lasting("too many requests for ever", "429", Damage.Answer.later(429, 60)),
                lasting("other bytes", "sha256", new Damage.OtherEntity(null)),
                lasting("a flip for ever", "sha256", new Damage.Flip(7)),
                lasting("length too short", "size", new Damage.WrongLength(-1)),
                lasting("length too long", "size", new Damage.WrongLength(1)),
                lasting("endless", "size", new Damage.Endless()),
                lasting("truncation for ever", "connection", new Damage.Truncate(0)),
                lasting("reset for ever", "connection", new Damage.Reset(0)),
                lasting("silence for ever", "3 seconds", new Damage.Stall(1000, LASTING_SILENCE)),
                lasting(
                        "a certificate that no client trusts",
                        NOT_DELIVERED,
                        Damage.Answer.redirect(stack.selfSigned().root().toString())),
                lasting(
                        "a handshake that is aborted",
                        NOT_DELIVERED,
                        Damage.Answer.redirect(aborting.root().toString())),
                lasting(
                        "a host that refuses connections",
                        NOT_DELIVERED,
                        Damage.Answer.redirect("http://127.0.0.1:" + FaultPorts.next() + "/")),
                lasting("a redirect to no web address", "redirect", Damage.Answer.redirect("ftp://127.0.0.1/x")),
                lasting("a redirect to a file", "redirect", Damage.Answer.redirect("file:///etc/hostname")));
    }

    private void publish(String mirror, Map<String, UpstreamFault> faults) {
        SmallTree tree = stack.tree(mirror);
        var plans = new TreeMap<String, FaultPlan>();
        for (var fault : faults.entrySet()) {
            tree = tree.with(fault.getKey(), fault.getValue().size());
            plans.put(pathOf(fault.getKey()), fault.getValue().plan());
        }
        stack.upstream(mirror).plan(exchange -> plans.getOrDefault(exchange.path(), FaultPlan.NONE)
                .damagesTo(exchange));
        stack.publish(mirror, tree);
    }

    private static FaultPlan chain(String path, int redirects) {
        return exchange -> {
            int hops = exchange.query().length();
            return hops < redirects ? List.of(Damage.Answer.redirect(path + "?" + "x".repeat(hops + 1))) : List.of();
        };
    }

    private String elsewhere(String mirror, String version) {
        return stack.upstream(mirror)
                .elsewhere(SmallTree.path(version, "squashfs").value())
                .toString();
    }

    private static String pathOf(String version) {
        return SampleUpstream.BASE_PATH + SmallTree.path(version, "squashfs");
    }

    private static String version(int number) {
        return LocalDate.of(2024, 2, 1).plusDays(number).format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
