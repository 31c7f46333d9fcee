package io.streammirror.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON that is not what the API defines. The message is for people and names the field. */
public final class ApiFormatException extends RuntimeException {
    ApiFormatException(String message) {
        super(message);
    }

    private ApiFormatException(String message, Throwable cause) {
        super(message, cause);
    }

    static ApiFormatException of(Exception problem) {
        if (!(problem instanceof JsonMappingException mapping)) {
            String what = problem instanceof JsonProcessingException json
                    ? json.getOriginalMessage()
                    : "a number is out of range";
            return new ApiFormatException("not JSON: " + what, problem);
        }
        String field = mapping.getPath().stream()
                .map(place -> place.getFieldName() == null ? "[" + place.getIndex() + "]" : place.getFieldName())
                .collect(Collectors.joining("."));
        String reason = reason(mapping);
        return new ApiFormatException(field.isEmpty() ? reason : "'" + field + "': " + reason, problem);
    }

    /** The message of the record or name that refused its value; Jackson's own names Java classes. */
    private static String reason(JsonMappingException mapping) {
        @Nullable Throwable cause = mapping.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : "this is not a value of the kind that the API takes here";
    }
}
