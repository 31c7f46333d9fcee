package io.streammirror.publisher.page.images;

import io.streammirror.api.ImageInfo.MaasFit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which releases of MAAS can use an image, in few words. */
final class FitText {
    private FitText() {}

    /** The releases, as a range where they are one. */
    static String of(List<MaasFit> fit) {
        List<String> releases =
                fit.stream().filter(MaasFit::fits).map(MaasFit::release).toList();
        if (releases.isEmpty()) {
            return fit.isEmpty() ? "" : "none";
        }
        List<String> all = fit.stream().map(MaasFit::release).toList();
        int first = all.indexOf(releases.get(0));
        boolean isRange = all.subList(first, first + releases.size()).equals(releases);
        return isRange && releases.size() > 1
                ? releases.get(0) + " to " + releases.get(releases.size() - 1)
                : String.join(", ", releases);
    }

    /** Why others cannot; null when all can. */
    static @Nullable String problem(List<MaasFit> fit) {
        List<MaasFit> unfit = fit.stream().filter(of -> !of.fits()).toList();
        if (unfit.isEmpty()) {
            return null;
        }
        String releases = unfit.stream().map(MaasFit::release).collect(Collectors.joining(", "));
        return "not " + releases + ": " + unfit.get(0).reason();
    }
}
