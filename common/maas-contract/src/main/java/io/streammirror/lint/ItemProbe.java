package io.streammirror.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.lint.SourceClient.Digested;
import io.streammirror.lint.SourceClient.Head;
import io.streammirror.maas.Impact;
import io.streammirror.maas.ListedItem;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asks a server for one item: is it there, at once, with the declared length, and does it have the declared hash? */
final class ItemProbe {
    /** MAAS 3.7 and 3.8 drop a download of which nothing arrives for so long. */
    private static final Duration MAX_FIRST_BYTE = Duration.ofSeconds(10);

    private static final int NOT_IMPLEMENTED = 501;

    private final SourceClient client;
    private final TreeLocation location;

    ItemProbe(SourceClient client, TreeLocation location) {
        this.client = client;
        this.location = location;
    }

    /** The path of an item, if it has one that can be asked for; the contract checks others. */
    static Optional<ItemPath> path(ListedItem item) {
        JsonNode path = item.fields().path("path");
        try {
            return path.isTextual() ? Optional.of(new ItemPath(path.textValue())) : Optional.empty();
        } catch (IllegalArgumentException notAPath) {
            return Optional.empty();
        }
    }

    /** By HEAD; and by GET, which is all that MAAS uses, where the answer to HEAD is not good. */
    List<Violation> probe(ListedItem item, ItemPath path) {
        URI url = location.resolve(path);
        Optional<String> fault;
        try {
            Head head = client.head(url);
            Optional<Violation> found = check(item, url, head).or(() -> slow(item, url, head));
            if (isGood(item, head)) {
                return found.stream().toList();
            }
            // A server that fails once and then answers had a bad moment, which says nothing about HEAD.
            boolean passing = head.failed() && head.status() != NOT_IMPLEMENTED;
            fault = passing ? Optional.empty() : found.map(Violation::message);
        } catch (NoAnswerException e) {
            fault = Optional.of(String.valueOf(e.getMessage()));
        }
        return byGet(item, url, fault);
    }

    /** Whether a GET need not be tried: a length may be missing, but none may be wrong. */
    private static boolean isGood(ListedItem item, Head head) {
        JsonNode size = item.fields().path("size");
        return head.found()
                && head.firstByte().compareTo(MAX_FIRST_BYTE) <= 0
                && (head.length().isEmpty()
                        || !size.isIntegralNumber()
                        || head.length().getAsLong() == size.longValue());
    }

    private List<Violation> byGet(ListedItem item, URI url, Optional<String> faultOfHead) {
        try {
            Head head = patiently(url, client::headOfGet, Head::failed);
            var found = new ArrayList<Violation>();
            check(item, url, head).ifPresent(found::add);
            slow(item, url, head).ifPresent(found::add);
            if (isGood(item, head)) {
                faultOfHead.ifPresent(
                        fault -> found.add(finding(item, Rule.HEAD_AND_GET, "answers GET, but not HEAD: " + fault)));
            }
            return found;
        } catch (NoAnswerException e) {
            return List.of(finding(item, Rule.ITEM_EXISTS, String.valueOf(e.getMessage())));
        }
    }

    /** Once more after a failure: one bad moment in a thousand questions must not spoil the verdict. */
    private static <T> T patiently(URI url, Function<URI, T> question, Predicate<T> failed) {
        try {
            T answer = question.apply(url);
            return failed.test(answer) ? question.apply(url) : answer;
        } catch (NoAnswerException e) {
            return question.apply(url);
        }
    }

    private static Optional<Violation> check(ListedItem item, URI url, Head head) {
        if (head.redirects()) {
            return Optional.of(
                    finding(item, Rule.ITEM_REDIRECT, url + " redirects (HTTP status " + head.status() + ")"));
        }
        if (!head.found()) {
            return Optional.of(finding(item, Rule.ITEM_EXISTS, url + " answered HTTP status " + head.status()));
        }
        JsonNode size = item.fields().path("size");
        if (head.length().isEmpty()) {
            return Optional.of(finding(
                            item,
                            Rule.ITEM_LENGTH,
                            url + " comes without a length, so that it cannot be compared with the size")
                    .withImpact(Impact.REMARK));
        }
        return size.isIntegralNumber() && head.length().getAsLong() != size.longValue()
                ? Optional.of(finding(
                        item,
                        Rule.ITEM_LENGTH,
                        url + " has " + head.length().getAsLong() + " bytes, the document says " + size.longValue()))
                : Optional.empty();
    }

    private static Optional<Violation> slow(ListedItem item, URI url, Head head) {
        return head.firstByte().compareTo(MAX_FIRST_BYTE) > 0
                ? Optional.of(finding(
                        item,
                        Rule.SLOW_ANSWER,
                        url + " took " + head.firstByte().toSeconds() + " seconds to its first byte"))
                : Optional.empty();
    }

    /** Reads the item whole: are the bytes those that the document promises? */
    List<Violation> digest(ListedItem item, ItemPath path) {
        URI url = location.resolve(path);
        long size = item.fields().path("size").longValue();
        try {
            Digested read = patiently(
                    url, asked -> client.digest(asked, size), it -> it.head().failed());
            if (!read.head().found()) {
                return check(item, url, read.head()).stream().toList();
            }
            var found = new ArrayList<>(slow(item, url, read.head()).stream().toList());
            if (read.bytes() != size) {
                String bytes = read.bytes() > size ? "more than " + size : String.valueOf(read.bytes());
                found.add(finding(item, Rule.ITEM_CONTENT, url + " has " + bytes + " bytes instead of " + size));
            } else if (!read.sha256().equals(item.fields().path("sha256").asText())) {
                found.add(finding(
                        item,
                        Rule.ITEM_CONTENT,
                        url + " has sha256 " + read.sha256() + ", the document says another one"));
            }
            return found;
        } catch (NoAnswerException e) {
            return List.of(finding(item, Rule.ITEM_EXISTS, String.valueOf(e.getMessage())));
        }
    }

    /** A fault of a file that a release never asks for does not break that release. */
    static Violation finding(ListedItem item, Rule rule, String message) {
        return new Violation(
                item.document().value(), item.pointer(), rule, rule.impact().limitedTo(item.impactWhenLost()), message);
    }
}
