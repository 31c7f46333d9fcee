package io.streammirror.fetcher.app;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.streammirror.service.ServiceStart;

/** The entry point of the fetcher process. */
@QuarkusMain
public final class FetcherMain {
    private FetcherMain() {}

    public static void main(String... arguments) {
        ServiceStart.run(arguments);
    }
}
