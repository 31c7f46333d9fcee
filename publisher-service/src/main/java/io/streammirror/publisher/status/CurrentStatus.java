package io.streammirror.publisher.status;

import io.streammirror.api.StatusReport;
import io.streammirror.publisher.serve.TreeHolder;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.store.CreationCheck;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Reports the state of every mirror. A report may read catalogs from the store, so it blocks. */
@Singleton
class CurrentStatus implements StatusSource {
    private final ServiceEnvironment environment;
    private final PublisherState state;
    private final TreeHolder trees;
    private final StatusReporter reporter;
    private final CreationCheck store;
    private final Clock clock;

    CurrentStatus(
            ServiceEnvironment environment,
            PublisherState state,
            TreeHolder trees,
            CatalogPaths paths,
            CreationCheck store,
            Clock clock) {
        this.environment = environment;
        this.state = state;
        this.trees = trees;
        this.reporter =
                new StatusReporter(environment.sharedRun() ? Optional.of(environment.run()) : Optional.empty(), paths);
        this.store = store;
        this.clock = clock;
    }

    @Override
    public StatusReport report() {
        var failures = state.failures();
        return new StatusReport(
                environment.run(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                environment.settings().mirrors().values().stream()
                        .map(mirror -> reporter.mirror(
                                mirror,
                                state.view(mirror.name()),
                                failures,
                                trees.served(mirror.name()),
                                state.answered(mirror.name())))
                        .toList(),
                reporter.fetching(state.progress()),
                store.warning().map(List::of).orElse(List.of()));
    }
}
