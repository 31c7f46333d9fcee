package io.streammirror.upstream;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.PathEncoding;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tree lies, and which document of it is its index.
 *
 * @param base ends with a slash; every path of the tree, of documents and of items, is relative to it
 */
public record TreeLocation(URI base, ItemPath index) {
    /** The reference's rule: an address that names a document below {@code streams/v1/} is split there. */
    private static final Pattern DOCUMENT = Pattern.compile("^(.*/)(streams/v1/.*[.](?:sjson|json))$");

    private static final ItemPath SIGNED_INDEX = new ItemPath("streams/v1/index.sjson");
    private static final ItemPath PLAIN_INDEX = new ItemPath("streams/v1/index.json");

    /** An escape is taken as written, as the reference's client does; a percent sign of any other meaning is encoded. */
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    public TreeLocation {
        if (!base.toString().endsWith("/")) {
            throw new IllegalArgumentException("base '" + base + "' of a tree must end with '/'");
        }
    }

    /**
     * Reads an operator's source.
     *
     * @param source base URL of a tree, with or without a slash at the end, or the URL of an index document in it
     * @param unsigned whether the tree has no signatures, so that its plain index is meant
     */
    public static TreeLocation parse(URI source, boolean unsigned) {
        Matcher matcher = DOCUMENT.matcher(source.toString());
        if (matcher.matches()) {
            return new TreeLocation(URI.create(matcher.group(1)), new ItemPath(matcher.group(2)));
        }
        String text = source.toString();
        URI base = text.endsWith("/") ? source : URI.create(text + "/");
        return new TreeLocation(base, unsigned ? PLAIN_INDEX : SIGNED_INDEX);
    }

    /** The same tree read by its signed index. */
    TreeLocation bySignedIndex() {
        return new TreeLocation(base, SIGNED_INDEX);
    }

    /** Whether the index is the plain one of a tree, which some trees do not have. */
    boolean isByPlainIndex() {
        return index.equals(PLAIN_INDEX);
    }

    /** The address of something in the tree. */
    public URI resolve(ItemPath path) {
        String text = path.value();
        var encoded = new StringBuilder(base.toString());
        Matcher escapes = ESCAPE.matcher(text);
        int done = 0;
        while (escapes.find()) {
            encoded.append(PathEncoding.encode(text.substring(done, escapes.start())));
            encoded.append(escapes.group());
            done = escapes.end();
        }
        encoded.append(PathEncoding.encode(text.substring(done)));
        return URI.create(encoded.toString());
    }
}
