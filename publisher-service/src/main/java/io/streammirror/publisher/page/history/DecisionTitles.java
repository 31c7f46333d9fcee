package io.streammirror.publisher.page.history;

import static java.util.Map.entry;

import io.streammirror.decision.Decision;
import java.util.Map;
import java.util.function.Function;

/** Titles of decisions, without text from upstream or from people. */
final class DecisionTitles {
    private static final Map<Class<? extends Decision>, Function<Decision, String>> TITLES = Map.ofEntries(
            title(
                    Decision.CatalogAccepted.class,
                    accepted -> "Catalog " + accepted.revision().abbreviated() + " accepted"),
            title(
                    Decision.PublicationSwitched.class,
                    switched -> "Publication " + switched.publication().abbreviated() + " live"),
            title(Decision.UpstreamHeld.class, held -> "Change of upstream held"),
            title(Decision.UpstreamRefused.class, refused -> "Upstream refused"),
            title(Decision.MirrorOnHold.class, hold -> "On hold"),
            title(Decision.MirrorReleased.class, released -> "Released"),
            title(
                    Decision.RolledBack.class,
                    back -> "Rolled back to publication " + back.to().abbreviated()),
            title(Decision.VersionPinned.class, pinned -> "Version pinned"),
            title(Decision.VersionUnpinned.class, unpinned -> "Version unpinned"),
            title(Decision.ImageAdded.class, added -> "Custom image added"),
            title(Decision.ImageRemoved.class, removed -> "Custom image removed"),
            title(
                    Decision.Promoted.class,
                    promoted -> "Publication " + promoted.publication().abbreviated() + " promoted from mirror "
                            + promoted.from()),
            title(
                    Decision.BundleImported.class,
                    imported -> "Bundle " + imported.manifest().abbreviated()
                            + (imported.objections().isEmpty() ? " imported" : " held")),
            title(Decision.TimeReset.class, reset -> "Time reset"));

    private DecisionTitles() {}

    static String of(Decision decision) {
        return TITLES.getOrDefault(decision.getClass(), other -> "Other decision")
                .apply(decision);
    }

    private static <D extends Decision> Map.Entry<Class<? extends Decision>, Function<Decision, String>> title(
            Class<D> kind, Function<D, String> title) {
        return entry(kind, decision -> title.apply(kind.cast(decision)));
    }
}
