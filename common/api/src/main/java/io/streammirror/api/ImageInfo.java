package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image as MAAS selects it: one system, release and architecture, with a product for each kernel.
 *
 * @param system for people, such as {@code Ubuntu}
 * @param release as in a selection of MAAS, such as {@code noble}; empty for a bootloader
 * @param bytes distinct bytes of the newest version of each kernel
 * @param version newest that is published; null while none is
 * @param percent how much of the newest versions is stored
 * @param reason why the state is what it is, for people; null when it needs no explanation
 * @param since when the last byte of the published version was stored; null where the store does not say
 * @param newest the newest version that upstream offers and a selection takes; null when upstream offers none
 * @param supportEol when standard support ends, as upstream says: {@code 2029-05-31}
 * @param supportEsmEol when expanded security maintenance ends
 * @param fit for each release of MAAS whether it can use the image
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageInfo(
        String system,
        String title,
        String release,
        String architecture,
        String label,
        long bytes,
        @Nullable String version,
        VersionState state,
        int percent,
        @Nullable String reason,
        List<Kernel> kernels,
        @Nullable Instant since,
        @Nullable String newest,
        @Nullable String supportEol,
        @Nullable String supportEsmEol,
        List<MaasFit> fit) {
    public ImageInfo {
        state = Objects.requireNonNullElse(state, VersionState.UNKNOWN);
        kernels = List.copyOf(Objects.requireNonNullElse(kernels, List.of()));
        fit = List.copyOf(Objects.requireNonNullElse(fit, List.of()));
    }

    /**
     * One product of the image.
     *
     * @param id names the product in paths of the API and of the page: 12 hexadecimal digits
     * @param name such as {@code ga-24.04}; empty for a product that is no kernel
     * @param version newest that is published; null while none is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Kernel(
            String id,
            String name,
            String product,
            @Nullable String version,
            VersionState state) {
        public Kernel {
            state = Objects.requireNonNullElse(state, VersionState.UNKNOWN);
        }
    }

    /**
     * Whether a release of MAAS can use the image.
     *
     * @param release such as {@code 3.8}
     * @param reason why not, for people; null when it can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MaasFit(String release, @Nullable String reason) {
        public boolean fits() {
            return reason == null;
        }
    }
}
