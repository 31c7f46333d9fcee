package io.streammirror.http;

import io.streammirror.lint.HttpSourceClient;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.upstream.http.HttpMetadataReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A process that reads a document as the watcher does, then as {@code mirror lint} does, through the proxies of its environment. */
final class ProxiedReading {
    private ProxiedReading() {}

    public static void main(String[] arguments) {
        URI url = URI.create(arguments[0]);
        EnvironmentProxies proxies = EnvironmentProxies.read(System.getenv());
        try {
            Answer answer = new HttpMetadataReader(proxies).read(url, 1000, null);
            System.out.println("watcher: " + new String(((Answer.Document) answer).bytes(), StandardCharsets.UTF_8));
        } catch (UpstreamException e) {
            System.out.println("watcher: " + e.getMessage());
            return;
        }
        var lint = new HttpSourceClient(proxies);
        System.out.println("lint: " + new String(lint.get(url, 1000).body(), StandardCharsets.UTF_8));
        System.out.println("one connection: " + lint.keepsConnection(url));
    }
}
