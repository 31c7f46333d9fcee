package io.streammirror.credentials;

import io.streammirror.credentials.Credentials.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads credentials from a file, one host a line: {@code HOST[:PORT] basic USER:PASSWORD} or {@code HOST[:PORT] bearer TOKEN};
 * empty lines and lines that start with {@code #} count for nothing.
 */
public final class CredentialsFile {
    /** A password may hold blanks, a header's value no control characters. */
    private static final Pattern LINE = Pattern.compile(
            "(?<host>[^\\s:/@]+|\\[[0-9A-Fa-f:.]+\\])(?::(?<port>[0-9]{1,5}))?\\s+(?<kind>basic|bearer)\\s+(?<secret>\\P{Cntrl}+)");

    private CredentialsFile() {}

    /**
     * Reads a file.
     *
     * @throws CredentialsException when it cannot be read or understood
     */
    public static Credentials read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new CredentialsException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
        var authorizations = new HashMap<Host, String>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(authorizations, line, file + ", line " + (i + 1));
            }
        }
        return new Credentials(authorizations);
    }

    private static void add(Map<Host, String> authorizations, String line, String where) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new CredentialsException(
                    where + ": must be 'HOST[:PORT] basic USER:PASSWORD' or 'HOST[:PORT] bearer TOKEN'");
        }
        String secret = matcher.group("secret");
        boolean basic = matcher.group("kind").equals("basic");
        if (basic && !secret.contains(":")) {
            throw new CredentialsException(where + ": basic credentials are USER:PASSWORD");
        }
        if (!basic && secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new CredentialsException(where + ": a bearer token has visible ASCII characters only");
        }
        int port = matcher.group("port") == null ? -1 : Integer.parseInt(matcher.group("port"));
        var host = new Host(matcher.group("host"), port);
        if (authorizations.put(host, basic ? Credentials.basic(secret) : Credentials.bearer(secret)) != null) {
            throw new CredentialsException(where + ": " + host.name() + " is named twice");
        }
    }
}
