package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Asks as MAAS does: the index, then each products document in the order of the index, then items, each by one GET. It stops at the first
 * document whose signature gpgv refuses.
 */
final class MaasClient implements AutoCloseable {
    private final URI site;
    private final String base;
    private final InetAddress address;
    private final String documentAgent;
    private final String itemAgent;
    private final Gpgv gpgv;

    private MaasClient(URI site, String base, String address, String documentAgent, String itemAgent, byte[] keyring)
            throws IOException {
        this.site = site;
        this.base = base;
        this.address = InetAddress.getByName(address);
        this.documentAgent = documentAgent;
        this.itemAgent = itemAgent;
        this.gpgv = new Gpgv(keyring);
    }

    /** MAAS 3.6: one agent for everything. */
    static MaasClient of36(URI site, String base, String address, byte[] keyring) throws IOException {
        return new MaasClient(site, base, address, "maas/3.6.1/g.1", "maas/3.6.1/g.1", keyring);
    }

    /** MAAS 3.8: documents by another library than items. */
    static MaasClient of38(URI site, String base, String address, byte[] keyring) throws IOException {
        return new MaasClient(site, base, address, "Python/3.12 aiohttp/3.9.1", "maas/3.8.0/g.2", keyring);
    }

    /** Fetches the keyring of the mirror, as a script on the machine of MAAS does. */
    byte[] fetchKeyring() throws IOException {
        return get("/keys/mirror.gpg", "curl/8.5.0");
    }

    /** Reads all documents; false when it refuses one. */
    boolean poll() throws IOException {
        try {
            JsonNode index = document(PublishedTree.INDEX + ".sjson");
            for (String path : PublishedTree.entries(index).values()) {
                document(path);
            }
            return true;
        } catch (AssertionError refused) {
            return false;
        }
    }

    private JsonNode document(String path) throws IOException {
        return Json.parse(gpgv.text(path, get("/" + base + "/" + path, documentAgent)));
    }

    /** Downloads a whole item. */
    byte[] download(String path) throws IOException {
        return get("/" + base + "/" + path, itemAgent);
    }

    /** Begins to download an item, and is gone. */
    void breakOff(String path) throws IOException {
        try (Socket socket = ask("/" + base + "/" + path, itemAgent)) {
            socket.getInputStream().readNBytes(1000);
        }
    }

    private byte[] get(String path, String agent) throws IOException {
        try (Socket socket = ask(path, agent)) {
            byte[] answer = read(socket.getInputStream());
            String text = new String(answer, StandardCharsets.ISO_8859_1);
            if (!text.startsWith("HTTP/1.1 200")) {
                throw new IOException(path + ": " + text.lines().findFirst().orElse("no answer"));
            }
            return Arrays.copyOfRange(answer, text.indexOf("\r\n\r\n") + 4, answer.length);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        in.transferTo(bytes);
        return bytes.toByteArray();
    }

    private Socket ask(String path, String agent) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), site.getPort(), address, 0);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nUser-Agent: " + agent
                                + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Override
    public void close() {
        gpgv.close();
    }
}
