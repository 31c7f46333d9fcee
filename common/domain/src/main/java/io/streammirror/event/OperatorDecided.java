package io.streammirror.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator has ordered something for a mirror's publications; the log entry has the whole of it.
 *
 * @param decision its kind, as in the log: {@code mirror-held}, {@code rolled-back} and so on
 * @param sequence of the log entry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperatorDecided(
        MirrorName mirror,
        String decision,
        long sequence,
        String who,
        @Nullable String why,
        Instant time) implements Event {
    @Override
    public Topic topic() {
        return Topic.COMMANDS;
    }

    @Override
    public String key() {
        return mirror.value();
    }
}
