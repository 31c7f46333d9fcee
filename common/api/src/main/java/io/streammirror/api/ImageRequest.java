package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to add a custom image, whose files are in the store already.
 *
 * @param namespace part of the stream's name; null takes the mirror's name
 * @param subarch null takes {@code generic}
 * @param subarches null takes {@code generic} and the subarch
 * @param title null takes system and release
 * @param releaseVersion null takes the release
 * @param label null takes the label of upstream's products
 * @param files 1 to {@value #MAX_FILES}
 * @param dryRun whether only to check the request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageRequest(
        String os,
        String release,
        String arch,
        VersionName serial,
        @Nullable String namespace,
        @Nullable String subarch,
        @Nullable String subarches,
        @Nullable String title,
        @Nullable String releaseVersion,
        @Nullable String label,
        List<File> files,
        boolean dryRun,
        String who,
        @Nullable String why)
        implements OperatorRequest {
    /** MAAS knows fewer kinds of files; a longer list is a mistake. */
    public static final int MAX_FILES = 20;

    /**
     * One file.
     *
     * @param kind as MAAS calls it: {@code squashfs}, {@code root-tgz} and so on
     * @param size in bytes
     */
    public record File(String kind, Sha256 sha256, Long size) {
        public File {
            OperatorRequest.required("kind", kind);
            OperatorRequest.required("sha256", sha256);
            OperatorRequest.required("size", size);
        }
    }

    public ImageRequest {
        OperatorRequest.required("os", os);
        OperatorRequest.required("release", release);
        OperatorRequest.required("arch", arch);
        OperatorRequest.required("serial", serial);
        OperatorRequest.required("who", who);
        files = List.copyOf(OperatorRequest.required("files", files));
        if (files.isEmpty() || files.size() > MAX_FILES) {
            throw new IllegalArgumentException("'files' must be a list of 1 to " + MAX_FILES);
        }
    }

    public ImageRequest asDryRun() {
        return new ImageRequest(
                os,
                release,
                arch,
                serial,
                namespace,
                subarch,
                subarches,
                title,
                releaseVersion,
                label,
                files,
                true,
                who,
                why);
    }
}
