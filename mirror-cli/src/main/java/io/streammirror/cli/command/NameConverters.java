package io.streammirror.cli.command;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads names on the command line; a name that cannot exist is a usage error. */
final class NameConverters {
    private NameConverters() {}

    static CommandLine register(CommandLine command) {
        return command.registerConverter(ContentId.class, of(ContentId::new))
                .registerConverter(MirrorName.class, of(MirrorName::new))
                .registerConverter(ProductName.class, of(ProductName::new))
                .registerConverter(VersionName.class, of(VersionName::new));
    }

    private static <T> ITypeConverter<T> of(Function<String, T> constructor) {
        return text -> {
            try {
                return constructor.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }
}
