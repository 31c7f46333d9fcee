package io.streammirror.publisher.admin;

import io.streammirror.api.ApiFormatException;
import io.streammirror.api.ApiJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Reads the JSON body of an administrator's request. */
final class RequestBody {
    private RequestBody() {}

    /**
     * Binds a body to its record.
     *
     * @throws AdminException with status 400 when it is not the JSON of the record; the message names the field
     */
    static <T> T read(RoutingContext context, Class<T> type) {
        Buffer body = context.body().buffer();
        return read(body == null ? new byte[0] : body.getBytes(), type);
    }

    static <T> T read(byte[] body, Class<T> type) {
        if (body.length == 0) {
            throw new AdminException(400, "the body is empty: send a JSON object with 'who' and the other fields");
        }
        try {
            return ApiJson.read(body, type);
        } catch (ApiFormatException e) {
            throw new AdminException(400, String.valueOf(e.getMessage()));
        }
    }
}
