package io.streammirror.publisher;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.streammirror.publisher.admin.AdminToken;
import io.streammirror.publisher.serve.EarlyTreeLoad;
import io.streammirror.publisher.signer.SigningIdentity;
import io.streammirror.service.ServiceStart;
import java.time.Clock;

/** Where the publisher process begins. */
@QuarkusMain
public final class PublisherMain {
    private PublisherMain() {}

    public static void main(String... arguments) {
        ServiceStart.run(
                settings -> {
                    SigningIdentity.read(settings.signing(), Clock.systemUTC());
                    AdminToken.read(settings.admin().tokenFile());
                    EarlyTreeLoad.begin(settings);
                },
                arguments);
    }
}
