package io.streammirror.decision;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;

/** Writes a decision of an unknown kind as it was read, its own type included. */
final class UnknownDecisionSerializer extends JsonSerializer<Decision.Unknown> {
    @Override
    public void serialize(Decision.Unknown decision, JsonGenerator out, SerializerProvider provider)
            throws IOException {
        out.writeTree(decision.raw());
    }

    @Override
    public void serializeWithType(
            Decision.Unknown decision, JsonGenerator out, SerializerProvider provider, TypeSerializer ignored)
            throws IOException {
        serialize(decision, out, provider);
    }
}
