package io.streammirror.publisher.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records that answers of the API are made of. */
final class DescribedRecords {
    private DescribedRecords() {}

    static Stream<Class<?>> all() {
        return new ClassFileImporter()
                .importPackages("io.streammirror.api", "io.streammirror.decision").stream()
                        .map(JavaClass::reflect)
                        .filter(Class::isRecord)
                        .filter(type -> !type.getSimpleName().endsWith("Request"));
    }

    static Set<String> required(JsonNode schema) {
        var names = new TreeSet<String>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    static Set<String> alwaysWritten(Class<?> described) {
        var names = new TreeSet<String>();
        JsonInclude include = described.getAnnotation(JsonInclude.class);
        for (RecordComponent component : described.getRecordComponents()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (include == null || !nullable) {
                names.add(KebabCaseStrategy.INSTANCE.translate(component.getName()));
            }
        }
        return names;
    }
}
