package io.streammirror.publisher.app;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.streammirror.publisher.admin.AdminToken;
import io.streammirror.publisher.notify.Webhooks;
import io.streammirror.publisher.serve.EarlyTreeLoad;
import io.streammirror.publisher.sign.SigningIdentity;
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
                    Webhooks.requireSecrets(settings);
                    EarlyTreeLoad.begin(settings);
                },
                arguments);
    }
}
