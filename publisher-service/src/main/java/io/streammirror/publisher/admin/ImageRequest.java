package io.streammirror.publisher.admin;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.own.OwnFile;
import io.streammirror.publisher.own.OwnImage;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.util.HashMap;
import java.util.Map;

/**
 * The body of a request to add an image: {@code {"os": …, "release": …, "arch": …, "serial": …, "files": [{"kind": …, "sha256": …,
 * "size": …}], "who": …}} and what may be left out.
 *
 * @param dryRun whether to say only what would come of it
 */
record ImageRequest(AdminBody body, boolean dryRun) {
    /** Kinds are few; a list that is much longer is a mistake. */
    private static final int MAX_FILES = 20;

    static ImageRequest parse(AdminBody body) {
        return new ImageRequest(
                body, body.optional("dry-run").filter("true"::equals).isPresent());
    }

    /**
     * The image.
     *
     * @param label for one that the request does not label
     * @throws AdminException when MAAS would not read such an image
     */
    OwnImage image(MirrorName mirror, String label) {
        String release = body.required("release");
        String subarch = body.optional("subarch").orElse("generic");
        try {
            return new OwnImage(
                    body.optional("namespace").orElse(mirror.value()),
                    new OwnImage.Description(
                            body.required("os"),
                            release,
                            body.required("arch"),
                            subarch,
                            body.optional("subarches")
                                    .orElse(subarch.equals("generic") ? subarch : "generic," + subarch),
                            body.optional("title").orElse(body.required("os") + " " + release),
                            body.optional("release-version").orElse(release),
                            body.optional("label").orElse(label)),
                    body.required("serial", VersionName::new),
                    files());
        } catch (IllegalArgumentException e) {
            throw new AdminException(400, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, OwnFile> files() {
        var files = new HashMap<String, OwnFile>();
        for (AdminBody file : body.list("files", MAX_FILES)) {
            String kind = file.required("kind");
            var content = new OwnFile(file.required("sha256", Sha256::new), file.number("size"));
            if (files.put(kind, content) != null) {
                throw new AdminException(400, "there are two files of kind '" + kind + "'");
            }
        }
        return files;
    }

    Operator by() {
        return body.operator();
    }
}
