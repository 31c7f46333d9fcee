package io.streammirror.fetcher;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.streammirror.service.ServiceStart;

/** Where the fetcher process begins. */
@QuarkusMain
public final class FetcherMain {
    private FetcherMain() {}

    public static void main(String... arguments) {
        ServiceStart.run(arguments);
    }
}
