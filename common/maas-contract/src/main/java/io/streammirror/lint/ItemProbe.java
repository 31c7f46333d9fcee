package io.streammirror.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.lint.SourceClient.Head;
import io.streammirror.maas.Impact;
import io.streammirror.maas.ListedItem;
import io.streammirror.maas.MaasRelease;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a server for the head of one item: is it there, at once, with the declared length? */
final class ItemProbe {
    private static final Impact CONFUSING = new Impact(Severity.CONFUSES, MaasRelease.V3_4, MaasRelease.V3_8);

    private final SourceClient client;
    private final TreeLocation location;

    ItemProbe(SourceClient client, TreeLocation location) {
        this.client = client;
        this.location = location;
    }

    /** The path of an item, if it has one that can be asked for; others are the judge's matter. */
    static Optional<ItemPath> path(ListedItem item) {
        JsonNode path = item.fields().path("path");
        try {
            return path.isTextual() ? Optional.of(new ItemPath(path.textValue())) : Optional.empty();
        } catch (IllegalArgumentException notAPath) {
            return Optional.empty();
        }
    }

    List<Violation> probe(ListedItem item, ItemPath path) {
        URI url = location.resolve(path);
        var found = new ArrayList<Violation>();
        try {
            Head head = patiently(url);
            if (head.unknownMethod()) {
                found.add(
                        finding(item, Rule.HEAD_AND_GET, url + " answered HTTP status " + head.status() + " to HEAD"));
                head = client.headOfGet(url);
            }
            judge(item, url, head).ifPresent(found::add);
        } catch (NoAnswerException e) {
            found.add(finding(item, Rule.ITEM_EXISTS, String.valueOf(e.getMessage())));
        }
        return found;
    }

    /** Once more after a failure: one bad moment in a thousand questions must not spoil the verdict. */
    private Head patiently(URI url) {
        try {
            Head head = client.head(url);
            return head.failed() ? client.head(url) : head;
        } catch (NoAnswerException e) {
            return client.head(url);
        }
    }

    private static Optional<Violation> judge(ListedItem item, URI url, Head head) {
        if (head.redirects()) {
            return Optional.of(
                    finding(item, Rule.ITEM_REDIRECT, url + " redirects (HTTP status " + head.status() + ")"));
        }
        if (!head.found()) {
            return Optional.of(finding(item, Rule.ITEM_EXISTS, url + " answered HTTP status " + head.status()));
        }
        JsonNode size = item.fields().path("size");
        if (head.length().isEmpty()) {
            return Optional.of(new Violation(
                    item.document().value(),
                    item.pointer(),
                    Rule.ITEM_LENGTH,
                    CONFUSING,
                    url + " comes without a length, so that it cannot be compared with the size"));
        }
        return size.isIntegralNumber() && head.length().getAsLong() != size.longValue()
                ? Optional.of(finding(
                        item,
                        Rule.ITEM_LENGTH,
                        url + " has " + head.length().getAsLong() + " bytes, the document says " + size.longValue()))
                : Optional.empty();
    }

    /** What MAAS never asks for can break nothing. */
    static Violation finding(ListedItem item, Rule rule, String message) {
        return new Violation(
                item.document().value(),
                item.pointer(),
                rule,
                item.isDownloaded() ? rule.impact() : CONFUSING,
                message);
    }
}
