package io.streammirror.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Writes numbers such that their kind stays. Jackson writes the decimals 5e0 and 1.5e1 as 5 and 15. Those are whole
 * numbers: another kind, and another text to filters.
 */
final class ExactNumbers extends JsonGeneratorDelegate {
    ExactNumbers(JsonGenerator generator) {
        super(generator, false);
    }

    @Override
    public void writeNumber(BigDecimal value) throws IOException {
        if (value.scale() == 0) {
            writeNumber(value + "e0");
        } else {
            super.writeNumber(value);
        }
    }
}
