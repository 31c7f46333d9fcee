package io.streammirror.publisher.page.images;

import io.streammirror.api.VersionState;

/** How a state of a version looks: an icon with words, never a colour alone. */
public final class StateWords {
    private StateWords() {}

    /** The name of icon and colour. */
    public static String kind(VersionState state) {
        return switch (state) {
            case UP_TO_DATE -> "ok";
            case DOWNLOADING, STORED -> "busy";
            case LEFT_OUT, WITHHELD -> "failed";
            case WITHDRAWN, PINNED, ON_HOLD, DROPPED -> "held";
            case WAITING, DELAYED, SUPERSEDED, NOT_SELECTED, UNKNOWN -> "waiting";
        };
    }

    /** With the percentage where there is one. */
    public static String words(VersionState state, int percent) {
        return state == VersionState.DOWNLOADING ? state.words() + " " + percent + " %" : state.words();
    }
}
