package io.streammirror.publisher.admin;

import io.streammirror.api.ImageRequest;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.customimage.CustomImage;
import io.streammirror.publisher.customimage.CustomImageFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Makes the custom image that a request describes, with the defaults of the fields that it leaves out. */
final class RequestedImage {
    private RequestedImage() {}

    /**
     * The image.
     *
     * @param label for a request without one
     * @throws AdminException when MAAS would not read such an image
     */
    static CustomImage of(ImageRequest request, MirrorName mirror, String label) {
        String subarch = Objects.requireNonNullElse(request.subarch(), "generic");
        try {
            return new CustomImage(
                    Objects.requireNonNullElse(request.namespace(), mirror.value()),
                    new CustomImage.Description(
                            request.os(),
                            request.release(),
                            request.arch(),
                            subarch,
                            Objects.requireNonNullElse(
                                    request.subarches(), subarch.equals("generic") ? subarch : "generic," + subarch),
                            Objects.requireNonNullElse(request.title(), request.os() + " " + request.release()),
                            Objects.requireNonNullElse(request.releaseVersion(), request.release()),
                            Objects.requireNonNullElse(request.label(), label)),
                    request.serial(),
                    files(request));
        } catch (IllegalArgumentException e) {
            throw new AdminException(400, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, CustomImageFile> files(ImageRequest request) {
        var files = new HashMap<String, CustomImageFile>();
        for (ImageRequest.File file : request.files()) {
            if (files.put(file.kind(), new CustomImageFile(file.sha256(), file.size())) != null) {
                throw new AdminException(400, "there are two files of kind '" + file.kind() + "'");
            }
        }
        return files;
    }
}
