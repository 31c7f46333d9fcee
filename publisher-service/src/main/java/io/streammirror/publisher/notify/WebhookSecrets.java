package io.streammirror.publisher.notify;

import io.streammirror.config.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of one webhook, in the form of Standard Webhooks: lines with {@code whsec_} and the base64 of 24 to 64 bytes. With several
 * of them each signs, so that a secret can be replaced while the receiver still knows the old one.
 */
final class WebhookSecrets {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /** The limits of Standard Webhooks. */
    private static final int MIN_BYTES = 24;

    private static final int MAX_BYTES = 64;

    /** The old one and the new one; more are a mistake. */
    private static final int MAX_SECRETS = 5;

    private final List<SecretKeySpec> keys;

    private WebhookSecrets(List<SecretKeySpec> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads the file of a webhook.
     *
     * @param webhook its name
     * @throws SettingsException when the file cannot be read, or is not of the form
     */
    static WebhookSecrets read(String webhook, Path file) {
        try {
            return new WebhookSecrets(parse(Files.readAllLines(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw problem(webhook, file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException e) {
            throw problem(webhook, file + ": " + e.getMessage());
        }
    }

    /** No message repeats a line: it may be a secret of another form. */
    private static List<SecretKeySpec> parse(List<String> lines) {
        var keys = new ArrayList<SecretKeySpec>();
        for (String line : lines) {
            if (!line.isBlank()) {
                keys.add(key(line.strip()));
            }
        }
        if (keys.isEmpty() || keys.size() > MAX_SECRETS) {
            throw notOfTheForm();
        }
        return keys;
    }

    private static SecretKeySpec key(String line) {
        if (!line.startsWith(PREFIX)) {
            throw notOfTheForm();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw notOfTheForm();
        }
        if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
            throw notOfTheForm();
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static IllegalArgumentException notOfTheForm() {
        return new IllegalArgumentException("each of its one to " + MAX_SECRETS + " lines must be " + PREFIX
                + " and the base64 of " + MIN_BYTES + " to " + MAX_BYTES
                + " bytes; create one with: echo \"whsec_$(openssl rand -base64 32)\"");
    }

    private static SettingsException problem(String webhook, String what) {
        return new SettingsException(
                "configuration", List.of("stream-mirror.notifications." + webhook + ".secret-file: " + what));
    }

    /**
     * The header {@code webhook-signature}: one signature for each secret, separated by blanks.
     *
     * @param id of the message
     * @param timestamp of this attempt, in seconds
     */
    String sign(String id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + hmac(key, head, body)).collect(Collectors.joining(" "));
    }

    private static String hmac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return keys.size() + " secrets of a webhook";
    }
}
