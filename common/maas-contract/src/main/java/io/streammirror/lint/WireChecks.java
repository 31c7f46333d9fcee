package io.streammirror.lint;

import io.streammirror.lint.SourceClient.Head;
import io.streammirror.maas.Impact;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
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
    private final boolean withoutSlash;

    /**
     * @param withoutSlash whether MAAS is given a base URL that does not end with a slash
     */
    WireChecks(SourceClient client, TreeLocation location, boolean withoutSlash) {
        this.client = client;
        this.location = location;
        this.withoutSlash = withoutSlash;
    }

    /** Asks for the index once more, and for what must not be there. */
    List<Violation> ofServer() {
        var found = new ArrayList<Violation>();
        URI index = location.resolve(location.index());
        head(index, found);
        try {
            if (!client.keepsConnection(index)) {
                found.add(onIndex(Rule.KEEP_ALIVE, "the server closes the connection after each answer"));
            }
        } catch (NoAnswerException e) {
            found.add(onIndex(Rule.KEEP_ALIVE, "answers once, but not each further request: " + e.getMessage()));
        }
        absentPath(found);
        return found;
    }

    private void head(URI index, List<Violation> found) {
        try {
            Head head = client.head(index);
            if (!head.found() && !head.redirects()) {
                found.add(onIndex(
                        Rule.HEAD_AND_GET, index + " answers GET with 200, HEAD with HTTP status " + head.status()));
            }
        } catch (NoAnswerException e) {
            found.add(onIndex(Rule.HEAD_AND_GET, "answers GET, but not HEAD: " + e.getMessage()));
        }
    }

    /** The older releases append the path to a URL without a slash at its end, and try again only after a 404. */
    private void absentPath(List<Violation> found) {
        Impact impact = withoutSlash ? Impact.onLibrary(Severity.BREAKS_SOURCE) : Rule.NOT_FOUND.impact();
        String base = location.base().toString();
        if (location.base().getPath().length() < 2) {
            if (withoutSlash) {
                found.add(notFound(
                        Impact.REMARK,
                        "the URL has neither a path nor a slash at its end: write the slash in MAAS, because the older"
                                + " releases append 'streams' to the name of the host"));
            }
            return;
        }
        URI joined = URI.create(base.substring(0, base.length() - 1) + "streams/v1/index.sjson");
        try {
            Head head = client.get(joined, ENOUGH).head();
            if (head.status() != 404) {
                found.add(notFound(
                        impact,
                        joined + ", which is not there, is answered with HTTP status " + head.status()
                                + " instead of 404"));
            }
        } catch (NoAnswerException e) {
            found.add(notFound(impact, joined + ", which is not there, is not answered with 404: " + e.getMessage()));
        }
    }

    private Violation notFound(Impact impact, String message) {
        return onIndex(Rule.NOT_FOUND, message).withImpact(impact);
    }

    private Violation onIndex(Rule rule, String message) {
        return new Violation(location.index().value(), "", rule, message);
    }
}
