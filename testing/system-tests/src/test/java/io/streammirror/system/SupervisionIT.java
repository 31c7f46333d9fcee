package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The life of a stack: one on each data directory, ended cleanly or killed, and nothing lost either way. */
@Tag("slow")
final class SupervisionIT {
    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldLeaveNothingRunningAndResumeWhenStackIsKilled() {
        // The stack is in the middle of an item.
        SmallTree first = SmallTree.named("supervised").with("20250101", 50_000);
        var upstream = runs.own(new Upstream(first.tree()));
        Path configuration =
                new Configuration(directory).mirror("supervised", upstream).write();
        MirrorProcess killed = start(configuration);
        Ports before = killed.runningPorts();
        new StatusPage(before.managementSite()).awaitPublished("supervised", first.updated());
        SmallTree next = first.with("20250201", 4_000_000);
        upstream.throttle(200_000);
        upstream.publish(next.tree());
        Await.until(
                "the new version is on its way",
                () -> upstream.traffic()
                                .requests(SmallTree.path("20250201", "squashfs").value())
                        > 0);

        // No other stack gets its directory.
        MirrorProcess second = runs.own(MirrorProcess.up(killed.data(), configuration));
        assertThat(second.awaitExit()).isEqualTo(2);
        assertThat(second.err()).contains("is in use by another running mirror").doesNotContain("\tat ");
        assertThat(killed.isAlive()).isTrue();

        killed.kill();

        Await.until("no service is left", () -> before.pids().values().stream().noneMatch(SupervisionIT::isAlive));

        upstream.throttle(0);
        MirrorProcess restarted = start(configuration);
        Ports after = restarted.runningPorts();
        new StatusPage(after.managementSite()).awaitPublished("supervised", next.updated());
        try (var tree = new PublishedTree(after.site(), Configuration.servedAt("supervised"))) {
            assertThat(tree.items(tree.index()))
                    .extracting(PublishedItem::version)
                    .containsOnly("20250101", "20250201");
            assertThat(tree.importNewest()).containsExactly("20250201");
        }
        assertThat(upstream.traffic()
                        .requests(SmallTree.path("20250101", "squashfs").value()))
                .as("requests for what was stored before the kill")
                .isEqualTo(1);

        restarted.terminate();

        // 143 is the exit code of a process that SIGTERM ended
        assertThat(restarted.awaitExit()).isIn(0, 143);
        assertThat(after.pids().values()).noneMatch(SupervisionIT::isAlive);
        assertThat(after.all()).noneMatch(SupervisionIT::isListening);
        assertThat(restarted.portsFile()).doesNotExist();
        assertThat(restarted.err()).doesNotContain("\tat ").doesNotContain("did not end cleanly");
    }

    private MirrorProcess start(Path configuration) {
        return runs.own(MirrorProcess.up(directory.resolve("data"), configuration))
                .awaitUp();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
