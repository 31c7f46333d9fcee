package io.streammirror.publisher.page.overview;

import io.streammirror.api.MirrorPhase;
import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.publisher.page.PageText;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the actions that operators should take, with their commands. */
public final class NeededActions {
    /** The details of one kind on a page; the status has all. */
    private static final int MAX_DETAILS = 5;

    /** Characters of a detail; a longer one would fill the screen of a phone, and the page of failures has all of it. */
    private static final int MAX_DETAIL_LENGTH = 300;

    private static final String FAILED = "failed";
    private static final String HELD = "held";

    private NeededActions() {}

    /** Those of all mirrors, then those of the publisher itself. */
    public static List<NeededAction> of(StatusReport report) {
        Stream<NeededAction> ofMirrors = report.mirrors().stream().flatMap(mirror -> of(mirror).stream());
        Stream<NeededAction> ofAll = report.warnings().stream()
                .map(warning -> new NeededAction(HELD, "", SafeText.line(warning), List.of(), "", ""));
        return Stream.concat(ofMirrors, ofAll).toList();
    }

    /** Those of one mirror, the most important one first. */
    public static List<NeededAction> of(MirrorStatus mirror) {
        var actions = new ArrayList<NeededAction>();
        String name = mirror.name().value();
        String poll = "mirror poll " + name;
        List<String> reason = reason(mirror.reason());
        if (mirror.state() == MirrorPhase.FAILED) {
            actions.add(new NeededAction(
                    FAILED,
                    name,
                    "The mirror's own store or log failed.",
                    reason,
                    "Mend it; the mirror tries again by itself.",
                    ""));
        }
        if (mirror.held() != null) {
            actions.add(held(mirror, mirror.held()));
        }
        if (mirror.state() == MirrorPhase.REFUSED && mirror.violations().isEmpty()) {
            actions.add(new NeededAction(
                    FAILED,
                    name,
                    "Upstream's documents were refused. What is published stays as it is.",
                    reason,
                    "Check keyring and upstream. Every poll tries again; this one polls now:",
                    poll));
        }
        if (!mirror.violations().isEmpty()) {
            actions.add(new NeededAction(
                    FAILED,
                    name,
                    "The new publication breaks rules of MAAS. What is published stays as it is.",
                    some(mirror.violations()),
                    "It is tried again when upstream or your orders change.",
                    ""));
        }
        if (mirror.state() == MirrorPhase.UNREACHABLE) {
            actions.add(new NeededAction(
                    HELD,
                    name,
                    "Upstream does not answer"
                            + (mirror.answered() == null ? "" : " since " + PageText.time(mirror.answered())) + ".",
                    reason,
                    "Every poll tries again. After you repair the network, poll now:",
                    poll));
        }
        if (mirror.from() != null && mirror.publication() == null && mirror.promotion() == null) {
            actions.add(new NeededAction(
                    HELD,
                    name,
                    "Nothing was promoted into this mirror yet.",
                    List.of(),
                    "Promote the live publication of mirror " + mirror.from() + ":",
                    "mirror promote " + name + " --why '…'"));
        }
        return actions;
    }

    private static NeededAction held(MirrorStatus mirror, MirrorStatus.Held held) {
        return new NeededAction(
                HELD,
                mirror.name().value(),
                "A suspicious change of upstream is held since " + PageText.time(held.since()) + ".",
                some(held.objections().stream()
                        .map(objection -> objection.suspicion() + ": " + objection.reason())
                        .toList()),
                "If the change is right, accept it. Otherwise wait for upstream to correct it.",
                "mirror accept " + mirror.name() + " " + held.revision().abbreviated() + " --why '…'");
    }

    private static List<String> reason(@Nullable String reason) {
        return reason == null ? List.of() : List.of(cut(reason));
    }

    private static String cut(String detail) {
        return SafeText.line(detail, MAX_DETAIL_LENGTH);
    }

    private static List<String> some(List<String> all) {
        var some = new ArrayList<>(
                all.stream().limit(MAX_DETAILS).map(NeededActions::cut).toList());
        if (all.size() > MAX_DETAILS) {
            some.add("and " + (all.size() - MAX_DETAILS) + " more");
        }
        return some;
    }
}
