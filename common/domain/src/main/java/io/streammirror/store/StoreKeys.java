package io.streammirror.store;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.util.Locale;
import java.util.Optional;

/**
 * All keys of the bucket.
 *
 * <p>No key is ever a prefix of another followed by {@code /}: stores on file systems cannot hold both.
 */
public final class StoreKeys {
    public static final String BLOBS = "blobs/sha256/";
    public static final String CATALOGS = "catalogs/";
    public static final String PUBLICATIONS = "publications/";

    /** Plans of what is deleted. */
    public static final String SWEEPS = "sweeps/";

    /** The content of the store over the last month, for charts. */
    public static final String STORAGE_HISTORY = "storage-history/";

    /** How far each webhook was notified. */
    public static final String NOTIFICATIONS = "notifications/";

    /** Records of blobs whose bytes are not those of their name. */
    public static final String DAMAGED = "damaged/";

    /** Which blobs were verified when, by the scrub. */
    public static final String SCRUB_PROGRESS = "scrub/progress.json";

    /** Who scrubs; each step is created once, and the newest one counts. */
    public static final String SCRUB_STEPS = "scrub/steps/";

    public static final String LOG = "log/";
    public static final String UPLOADS = "uploads/";

    /** Objects of the store probe, which are removed after it. */
    public static final String PROBE = "probe/";

    /** Where a reader of the log may start to look for its head; never trusted. */
    public static final String LOG_HINT = "log/latest";

    private StoreKeys() {}

    public static String blob(Sha256 sha256) {
        return BLOBS + sha256.hex().substring(0, 2) + "/" + sha256.hex();
    }

    /** The blob that a key below {@link #BLOBS} addresses; empty for foreign objects, such as a store's temporary files. */
    public static Optional<Sha256> blobOf(String key) {
        String hex = key.substring(key.lastIndexOf('/') + 1);
        if (hex.length() != 64) {
            return Optional.empty();
        }
        try {
            var sha256 = new Sha256(hex);
            return blob(sha256).equals(key) ? Optional.of(sha256) : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    public static String damaged(Sha256 sha256) {
        return DAMAGED + sha256.hex() + ".json";
    }

    /** The blob that a key below {@link #DAMAGED} is about; empty for foreign objects. */
    public static Optional<Sha256> damagedOf(String key) {
        try {
            var sha256 = new Sha256(key.substring(DAMAGED.length(), Math.max(DAMAGED.length(), key.length() - 5)));
            return damaged(sha256).equals(key) ? Optional.of(sha256) : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** Below this lie the steps of the work on one large blob, while a fetcher works on it. */
    public static String uploadSteps(Sha256 sha256) {
        return UPLOADS + sha256.hex() + "/";
    }

    /** The blob whose work a key below {@link #UPLOADS} is about; empty for foreign objects. */
    public static Optional<Sha256> uploadOf(String key) {
        String[] parts = key.split("/", -1);
        try {
            return parts.length == 3 ? Optional.of(new Sha256(parts[1])) : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /**
     * One step of the work on a large blob; each is created once, and the newest one counts.
     *
     * @param step from 1
     */
    public static String uploadStep(Sha256 sha256, long step) {
        return String.format(Locale.ROOT, "%s%010d.json", uploadSteps(sha256), step);
    }

    public static String catalog(MirrorName mirror, Sha256 revision) {
        return CATALOGS + mirror + "/" + revision + ".json";
    }

    public static String publication(MirrorName mirror, Sha256 id) {
        return PUBLICATIONS + mirror + "/" + id + ".json";
    }

    public static String sweepPlan(Sha256 plan) {
        return SWEEPS + plan + ".json";
    }

    /** Below this lie the documents of one mirror's upstream that were refused, as received. */
    public static String refused(MirrorName mirror) {
        return "refused/" + mirror + "/";
    }

    /** Below this lie the documents of one mirror's upstream that were accepted or held, as received. */
    public static String upstream(MirrorName mirror) {
        return "upstream/" + mirror + "/";
    }

    /** Below this lie the documents that one catalog was made of. */
    public static String upstream(MirrorName mirror, Sha256 revision) {
        return upstream(mirror) + revision + "/";
    }

    /** Below this lie the steps of one webhook. */
    public static String notificationSteps(String webhook) {
        return NOTIFICATIONS + webhook + "/";
    }

    /**
     * One step of a webhook; each is created once, and the newest one counts.
     *
     * @param step from 1
     */
    public static String notificationStep(String webhook, long step) {
        return String.format(Locale.ROOT, "%s%012d.json", notificationSteps(webhook), step);
    }

    public static String logEntry(long sequence) {
        return String.format(Locale.ROOT, "%s%020d.json", LOG, sequence);
    }
}
