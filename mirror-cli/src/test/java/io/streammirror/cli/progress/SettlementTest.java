package io.streammirror.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.cli.exit.ExitCode;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final String DONE = "{'name':'a','state':'settled','settled':true,'complete':true}";
    private static final String PARTLY = "{'name':'b','state':'settled','settled':true,'complete':false}";
    private static final String SYNCING = "{'name':'c','state':'syncing','settled':false,'complete':false}";
    private static final String REFUSED = "{'name':'d','state':'refused','settled':false,'complete':true}";
    private static final String HELD =
            "{'name':'e','state':'held','settled':false,'complete':true,'poll-outcome':'held'}";
    private static final String UNREACHABLE = "{'name':'f','state':'unreachable','settled':false,'complete':true}";

    @Test
    void oneMirrorAtWorkKeepsTheRunGoing() {
        assertThat(Settlement.of(report("r", DONE, SYNCING), "r")).isEmpty();
    }

    @Test
    void aReportOfAnotherRunOrWithoutMirrorsSaysNothing() {
        assertThat(Settlement.of(report("other", DONE), "r")).isEmpty();
        assertThat(Settlement.of(report("r"), "r")).isEmpty();
    }

    @Test
    void theWorstMirrorDecides() {
        assertThat(Settlement.of(report("r", DONE), "r")).contains(ExitCode.DONE);
        assertThat(Settlement.of(report("r", DONE, PARTLY), "r")).contains(ExitCode.INCOMPLETE);
        assertThat(Settlement.of(report("r", PARTLY, HELD), "r")).contains(ExitCode.REFUSED);
        assertThat(Settlement.of(report("r", PARTLY, REFUSED), "r")).contains(ExitCode.REFUSED);
        assertThat(Settlement.of(report("r", REFUSED, UNREACHABLE), "r")).contains(ExitCode.FAILED);
    }

    private static StatusReport report(String run, String... mirrors) {
        String json = "{'run':'" + run + "','mirrors':[" + String.join(",", mirrors) + "]}";
        return Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), StatusReport.class);
    }
}
