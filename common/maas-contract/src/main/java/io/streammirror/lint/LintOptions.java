package io.streammirror.lint;

import io.streammirror.maas.MaasProfile;

/**
 * The rules and the depth of a check.
 *
 * @param profile the releases of MAAS that must be able to use it
 * @param items which items the server is asked for
 * @param deep whether all of these are read whole and hashed, not only a sample of small ones
 */
public record LintOptions(MaasProfile profile, Items items, boolean deep) {
    /** The newest items, a sample of them hashed, for all releases. */
    public static final LintOptions DEFAULT = new LintOptions(MaasProfile.DEFAULT, Items.NEWEST, false);

    public LintOptions {
        if (deep && items == Items.NONE) {
            throw new IllegalArgumentException("without items there is nothing to hash");
        }
    }

    /** Which items the server is asked for. */
    public enum Items {
        NONE,
        /** Those of the versions that MAAS takes. */
        NEWEST,
        ALL
    }

    public LintOptions withItems(Items others) {
        return new LintOptions(profile, others, deep);
    }
}
