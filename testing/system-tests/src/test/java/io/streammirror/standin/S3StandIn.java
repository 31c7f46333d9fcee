package io.streammirror.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server with the command line of {@code weed server -s3}, as far as docker-compose.yml uses it. */
final class S3StandIn {
    private S3StandIn() {}

    public static void main(String[] arguments) throws Exception {
        String directory = option("-dir", arguments).orElse("/data");
        String port = option("-s3.port", arguments).orElse("8333");
        Optional<String> identities = option("-s3.config", arguments);
        var builder = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory))
                .endpoint(URI.create("http://0.0.0.0:" + port))
                .ignoreUnknownHeaders(true);
        if (identities.isPresent()) {
            JsonNode credentials =
                    Json.parse(Files.readAllBytes(Path.of(identities.get()))).at("/identities/0/credentials/0");
            builder.awsAuthentication(
                    AuthenticationType.AWS_V2_OR_V4,
                    credentials.required("accessKey").textValue(),
                    credentials.required("secretKey").textValue());
        } else {
            builder.awsAuthentication(AuthenticationType.NONE, null, null);
        }
        S3Proxy server = builder.build();
        server.start();
        System.out.println("S3 on port " + server.getPort() + ", data in " + directory);
        Thread.currentThread().join();
    }

    private static Optional<String> option(String name, String... arguments) {
        return Stream.of(arguments)
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1))
                .findFirst();
    }
}
