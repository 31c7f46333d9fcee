package io.streammirror.store.s3;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreFullException;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadWay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors as stores write them, and what the port makes of them on every way that bytes take. */
final class StoreErrorsTest {
    private static final UploadId UPLOAD = new UploadId("upload");

    private HttpServer server;
    private int status;
    private String code;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>m</Message></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            // Whether the store checks checksums is not the question here.
            boolean probe = exchange.getRequestURI().getPath().startsWith("/bucket/probe/");
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(probe ? 501 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "507, InsufficientStorage",
        "507, XMinioStorageFull",
        "403, QuotaExceeded",
        "400, XMinioAdminBucketQuotaExceeded",
        "503, ServiceQuotaExceeded",
    })
    void shouldReportFullStore(int answer, String name) {
        status = answer;
        code = name;

        assertEveryWriteThrows(StoreFullException.class, "make room");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"403, AccessDenied", "400, InvalidRequest", "501, NotImplemented"})
    void shouldReportRefusalAsPermanent(int answer, String name) {
        status = answer;
        code = name;

        assertEveryWriteThrows(StoreException.class, name);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"500, InternalError", "503, SlowDown", "429, TooManyRequests"})
    void shouldReportStoreAsUnavailableWhenItsErrorIsTemporary(int answer, String name) {
        status = answer;
        code = name;

        try (var store = store(UploadWay.DIRECT)) {
            assertThrows(
                    StoreUnavailableException.class,
                    Integer.toString(answer),
                    () -> store.uploadPart("k", UPLOAD, 1, ByteBuffer.allocate(3)));
        }
    }

    private void assertEveryWriteThrows(Class<? extends StoreException> expected, String text) {
        for (UploadWay way : UploadWay.values()) {
            try (var store = store(way)) {
                assertThrows(expected, text, () -> store.put("k", ByteBuffer.allocate(3), ObjectAttributes.BYTES));
                assertThrows(expected, text, () -> store.put("k", new byte[3], ObjectAttributes.BYTES));
                assertThrows(expected, text, () -> store.create("k", new byte[3], ObjectAttributes.BYTES));
                assertThrows(expected, text, () -> store.beginUpload("k", ObjectAttributes.BYTES));
                assertThrows(expected, text, () -> store.uploadPart("k", UPLOAD, 1, ByteBuffer.allocate(3)));
            }
        }
    }

    private static void assertThrows(Class<? extends StoreException> expected, String text, Runnable write) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(write::run)
                .isExactlyInstanceOf(expected)
                .withMessageContaining(text)
                .withMessageNotContaining("the-secret");
    }

    private MinioObjectStore store(UploadWay way) {
        return new MinioObjectStore(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "bucket",
                "us-east-1",
                new StoreCredentials("access", "the-secret"),
                StoreTimeouts.DEFAULT,
                way);
    }
}
