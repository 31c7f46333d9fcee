package io.streammirror.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** New keys with certificates for them, by the JDK's {@code keytool}. */
public final class SelfSignedCertificate {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private SelfSignedCertificate() {}

    /** Writes a certificate that names only this, and its key, to {@code NAME.pem} and {@code NAME.key}. */
    public static CertificateFiles write(Path directory, String name) throws Exception {
        var files = new CertificateFiles(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
        write(files, directory.resolve(name + ".p12"), name);
        return files;
    }

    /**
     * Writes a certificate that names only this, and its key.
     *
     * @param store a file that does not exist yet
     */
    static void write(CertificateFiles files, Path store, String name) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "site",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Files.writeString(
                files.key(), pem("PRIVATE KEY", keys.getKey("site", PASSWORD).getEncoded()));
        Files.writeString(
                files.certificate(),
                pem("CERTIFICATE", keys.getCertificate("site").getEncoded()));
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + type + "-----\n";
    }
}
