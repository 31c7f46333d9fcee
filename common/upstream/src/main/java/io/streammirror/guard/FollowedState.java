package io.streammirror.guard;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.MirrorState;
import org.jspecify.annotations.Nullable;

/**
 * The followed state of a mirror, with the marks of upstream.
 *
 * @param catalog null while nothing is followed, or when the store has lost it
 */
public record FollowedState(MirrorState state, @Nullable Catalog catalog) {}
