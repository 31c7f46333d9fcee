package io.streammirror.publisher;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.streammirror.publisher.admin.AdminToken;
import io.streammirror.service.ServiceStart;

/** Where the publisher process begins. */
@QuarkusMain
public final class PublisherMain {
    private PublisherMain() {}

    public static void main(String... arguments) {
        ServiceStart.run(
                settings -> {
                    SigningKeyFile.read(settings.signing());
                    AdminToken.read(settings.admin().tokenFile());
                },
                arguments);
    }
}
