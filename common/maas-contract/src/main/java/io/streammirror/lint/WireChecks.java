package io.streammirror.lint;

import io.streammirror.lint.SourceClient.Content;
import io.streammirror.lint.SourceClient.Head;
import io.streammirror.maas.ListedItem;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A few questions to the server itself, whose answers MAAS depends on. */
final class WireChecks {
    /** Real answers to what is not there have some hundred bytes. */
    private static final long ENOUGH = 64_000;

    private final SourceClient client;
    private final TreeLocation location;

    WireChecks(SourceClient client, TreeLocation location) {
        this.client = client;
        this.location = location;
    }

    /** Asks for the index once more, and for what must not be there. */
    List<Violation> ofServer() {
        var found = new ArrayList<Violation>();
        URI index = location.resolve(location.index());
        try {
            Head head = client.head(index);
            if (!client.keepsConnection(index)) {
                found.add(onIndex(Rule.KEEP_ALIVE, "the server closes the connection after each answer"));
            }
            if (!head.found() && !head.redirects()) {
                found.add(onIndex(
                        Rule.HEAD_AND_GET, index + " answers GET with 200, HEAD with HTTP status " + head.status()));
            }
            absentPath(found);
        } catch (NoAnswerException e) {
            found.add(onIndex(Rule.HEAD_AND_GET, "answers GET, but not each further request: " + e.getMessage()));
        }
        return found;
    }

    /** The older clients glue the path to a URL without a slash at its end, and go on only after a 404. */
    private void absentPath(List<Violation> found) {
        String base = location.base().toString();
        if (location.base().getPath().length() < 2) {
            return;
        }
        URI glued = URI.create(base.substring(0, base.length() - 1) + "streams/v1/index.sjson");
        Head head = client.get(glued, ENOUGH).head();
        if (!head.missing()) {
            found.add(onIndex(
                    Rule.NOT_FOUND,
                    glued + ", which is not there, is answered with HTTP status " + head.status() + " instead of 404"));
        }
    }

    /** Reads one item whole: are the bytes behind the head those that the document promises? */
    List<Violation> ofItem(ListedItem item, ItemPath path) {
        URI url = location.resolve(path);
        long size = item.fields().path("size").longValue();
        try {
            Head head = client.head(url);
            Content content = client.get(url, size);
            if (!content.found()) {
                return List.of(ItemProbe.finding(
                        item,
                        Rule.ITEM_EXISTS,
                        url + " answered HTTP status " + content.head().status()));
            }
            String sha256 = Sha256.of(content.body()).hex();
            if (content.cut() || content.body().length != size) {
                String bytes = content.cut() ? "more than " + size : String.valueOf(content.body().length);
                Rule rule = head.length().orElse(-1) == size ? Rule.HEAD_AND_GET : Rule.ITEM_LENGTH;
                return List.of(
                        ItemProbe.finding(item, Rule.ITEM_CONTENT, url + " has " + bytes + " bytes instead of " + size),
                        ItemProbe.finding(item, rule, url + " promises another length than it has"));
            }
            return sha256.equals(item.fields().path("sha256").asText())
                    ? List.of()
                    : List.of(ItemProbe.finding(
                            item, Rule.ITEM_CONTENT, url + " has sha256 " + sha256 + ", the document says otherwise"));
        } catch (NoAnswerException e) {
            return List.of(ItemProbe.finding(item, Rule.ITEM_EXISTS, String.valueOf(e.getMessage())));
        }
    }

    private Violation onIndex(Rule rule, String message) {
        return new Violation(location.index().value(), "", rule, message);
    }
}
