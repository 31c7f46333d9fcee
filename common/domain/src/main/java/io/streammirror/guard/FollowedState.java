package io.streammirror.guard;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.MirrorState;
import org.jspecify.annotations.Nullable;

/**
 * What a mirror follows, and how far upstream has come by what it saw.
 *
 * @param catalog null while nothing is followed, or when the store has lost it
 */
public record FollowedState(MirrorState state, @Nullable Catalog catalog) {}
