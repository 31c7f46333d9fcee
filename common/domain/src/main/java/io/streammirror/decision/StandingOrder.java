package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose word something rests on, until an operator takes it back.
 *
 * @param who as the person or client calls itself
 * @param why as given by that person
 * @param sequence of the log entry that says so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StandingOrder(String who, @Nullable String why, Instant since, long sequence) {}
