package io.streammirror.cli.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.api.PublicationInfo;
import io.streammirror.api.PublicationList;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Words for the difference between two publications, and for the list of those kept; safe for a terminal. */
public final class DifferenceText {
    private static final int BRIEF = 12;

    private DifferenceText() {}

    /** One line for each product and version that is added or removed, and one for all items and bytes. */
    public static List<String> of(JsonNode answer) {
        JsonNode difference = answer.path("difference");
        var lines = new ArrayList<String>();
        lines.add(answer.path("mirror").asText() + ": from publication "
                + brief(answer.path("from").asText()) + " to "
                + brief(answer.path("to").asText()));
        add(lines, "  - product  ", difference.path("products-removed"));
        add(lines, "  + product  ", difference.path("products-added"));
        add(lines, "  - version  ", difference.path("versions-removed"));
        add(lines, "  + version  ", difference.path("versions-added"));
        add(lines, "  ~ version  ", difference.path("changed"));
        lines.add("  items: " + difference.path("items-added").asLong() + " more, "
                + difference.path("items-removed").asLong() + " less; files: "
                + ByteFormat.of(difference.path("bytes-added").asLong()) + " more, "
                + ByteFormat.of(difference.path("bytes-removed").asLong()) + " less");
        return lines.stream().map(SafeText::line).toList();
    }

    /** One line for each publication that is kept. */
    public static List<String> of(PublicationList kept) {
        return kept.publications().isEmpty()
                ? List.of("nothing is published yet")
                : kept.publications().stream().map(DifferenceText::of).toList();
    }

    private static String of(PublicationInfo publication) {
        return publication.id().abbreviated() + "  published " + publication.updated() + ", of catalog "
                + publication.catalog().abbreviated()
                + (publication.superseded() == null ? ", live" : ", superseded " + publication.superseded());
    }

    private static void add(List<String> lines, String mark, JsonNode places) {
        for (JsonNode place : places) {
            String version = place.path("version").asText();
            lines.add(mark + place.path("product").asText() + (version.isEmpty() ? "" : " " + version));
        }
    }

    private static String brief(String id) {
        return id.substring(0, Math.min(BRIEF, id.length()));
    }
}
