package io.streammirror.decision;

import io.streammirror.simplestreams.ItemPath;

/**
 * The newest index that upstream ever showed under one path; the signed and the plain index of a tree differ by nature.
 */
public record IndexMark(ItemPath path, HighWater highest) {}
