package io.streammirror.publisher.status;

import io.streammirror.api.StatusReport;
import io.streammirror.publisher.scrub.ScrubSummary;
import io.streammirror.publisher.serve.TreeHolder;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.store.CreationCheck;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Reports the state of every mirror. A report with paths may read catalogs from the store, so it blocks. */
@Singleton
class CurrentStatus implements StatusSource {
    private final ServiceEnvironment environment;
    private final PublisherState state;
    private final TreeHolder trees;
    private final StatusReporter reporter;
    private final StatusReporter withoutPaths;
    private final CreationCheck store;
    private final ReaderCensus readers;
    private final ScrubSummary scrub;
    private final Clock clock;

    CurrentStatus(
            ServiceEnvironment environment,
            PublisherState state,
            TreeHolder trees,
            CatalogPaths paths,
            CreationCheck store,
            ReaderCensus readers,
            ScrubSummary scrub,
            Clock clock) {
        this.environment = environment;
        this.state = state;
        this.trees = trees;
        Optional<String> run = environment.sharedRun() ? Optional.of(environment.run()) : Optional.empty();
        this.reporter = new StatusReporter(run, paths);
        this.withoutPaths = new StatusReporter(run, paths.withoutReading());
        this.store = store;
        this.readers = readers;
        this.scrub = scrub;
        this.clock = clock;
    }

    @Override
    public StatusReport report() {
        return report(reporter);
    }

    /** The same without the paths of items, for which it reads nothing. */
    StatusReport reportWithoutPaths() {
        return report(withoutPaths);
    }

    private StatusReport report(StatusReporter by) {
        var failures = state.failures();
        return new StatusReport(
                environment.run(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                environment.settings().mirrors().values().stream()
                        .map(mirror -> by.mirror(
                                mirror,
                                state.view(mirror.name()),
                                failures,
                                trees.served(mirror.name()),
                                state.answered(mirror.name()),
                                readers.counts(mirror.name())))
                        .toList(),
                by.fetching(state.progress()),
                store.warning().map(List::of).orElse(List.of()),
                scrub.status());
    }
}
