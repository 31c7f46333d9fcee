package io.streammirror.api;

import io.streammirror.mirror.MirrorName;

/**
 * The data of a {@code progress} event.
 *
 * @param fetching number of items that are being downloaded
 * @param rate of all of them together, in bytes per second
 */
public record ProgressEvent(
        MirrorName mirror, MirrorStatus.Blobs blobs, MirrorStatus.Bytes bytes, int fetching, long rate) {}
