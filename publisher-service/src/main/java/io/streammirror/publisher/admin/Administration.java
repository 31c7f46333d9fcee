package io.streammirror.publisher.admin;

import io.streammirror.api.AcceptRequest;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.NothingHeldException;
import io.streammirror.decision.Proposal;
import io.streammirror.event.PollRequested;
import io.streammirror.mirror.MirrorName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Polls mirrors on request, and accepts held changes by an entry of the log. */
@Singleton
final class Administration {
    private final Settings settings;
    private final DecisionLog log;
    private final Commands commands;
    private final Clock clock;

    Administration(Settings settings, DecisionLog log, Commands commands, Clock clock) {
        this.settings = settings;
        this.log = log;
        this.commands = commands;
        this.clock = clock;
    }

    Set<MirrorName> mirrors() {
        return settings.mirrors().keySet();
    }

    /** The mirrors that have an upstream. */
    List<MirrorName> polled() {
        return settings.polled().stream().map(MirrorSettings::name).toList();
    }

    /** Asks the watchers to poll upstream now. */
    void poll(MirrorName mirror) {
        requireKnown(mirror);
        if (!polled().contains(mirror)) {
            throw new AdminException(
                    409, "mirror '" + mirror + "' has no upstream to poll: its content is promoted or imported");
        }
        commands.send(new PollRequested(mirror, clock.instant()));
    }

    /**
     * Accepts a held change. Accepting it again changes nothing.
     *
     * @return the log's state of the mirror afterwards
     */
    AcceptedCatalog accept(MirrorName mirror, AcceptRequest request) {
        requireKnown(mirror);
        Operator by = Operator.of(request);
        try {
            log.append(head -> proposal(head, mirror, request.revision(), by));
        } catch (NothingHeldException e) {
            throw new AdminException(409, String.valueOf(e.getMessage()));
        }
        commands.changed(mirror);
        return Optional.ofNullable(log.head().state().mirror(mirror).catalog())
                .orElseThrow(() -> new IllegalStateException("accepted, and yet no catalog is followed"));
    }

    private Optional<Proposal> proposal(LogHead head, MirrorName mirror, String revision, Operator by) {
        MirrorState state = head.state().mirror(mirror);
        if (isAccepted(state, revision)) {
            return Optional.empty();
        }
        HeldChange held = state.held(revision);
        return Optional.of(new Proposal(
                new Decision.CatalogAccepted(mirror, held.revision(), held.difference()),
                head.state().with(mirror, state.accepting(held, clock.instant(), head.nextSequence())),
                by.who(),
                by.why()));
    }

    private static boolean isAccepted(MirrorState state, String revision) {
        AcceptedCatalog catalog = state.catalog();
        return state.held() == null
                && catalog != null
                && !catalog.overridden().isEmpty()
                && catalog.revision().hex().startsWith(revision);
    }

    private void requireKnown(MirrorName mirror) {
        requireKnown(settings, mirror);
    }

    /** That the configuration names the mirror. */
    static void requireKnown(Settings settings, MirrorName mirror) {
        if (!settings.mirrors().containsKey(mirror)) {
            throw new AdminException(
                    404,
                    "there is no mirror '" + mirror + "'; there are "
                            + settings.mirrors().keySet());
        }
    }
}
