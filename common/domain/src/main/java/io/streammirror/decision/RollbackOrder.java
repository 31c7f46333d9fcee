package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * An operator's order to go back: every version that was published or accepted then, and is not in the publication that was gone back
 * to, stays withdrawn. Which versions these are is in the store, since the log must stay small.
 *
 * @param to the publication whose versions are listed again
 * @param from the publication that was live
 * @param catalog the catalog that was followed; null when none was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollbackOrder(
        Sha256 to, Sha256 from, @Nullable Sha256 catalog, StandingOrder order) {}
