package io.streammirror.publisher.switchover;

/** The need to publish, as a check of log and store found it. */
public enum PublishNeed {
    /** Nothing has changed since the last time it was dealt with. */
    NOTHING_NEW,
    /** Something has changed, and more is on its way. */
    UNDER_WAY,
    /** Something has changed, and nothing more will come by itself: all that the catalog wants is stored or has failed. */
    FINISHED
}
