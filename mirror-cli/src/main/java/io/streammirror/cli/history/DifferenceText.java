package io.streammirror.cli.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Puts the difference between two publications, and the list of those kept, into words. */
public final class DifferenceText {
    private static final int BRIEF = 12;

    private DifferenceText() {}

    /** One line for each product and version that comes or goes, and one for all items and bytes. */
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
        return lines.stream().map(DifferenceText::visible).toList();
    }

    /** One line for each publication that is kept. */
    public static List<String> publications(JsonNode answer) {
        var lines = new ArrayList<String>();
        for (JsonNode kept : answer.path("publications")) {
            String superseded = kept.path("superseded").asText();
            lines.add(visible(brief(kept.path("id").asText()) + "  published "
                    + kept.path("updated").asText() + ", of catalog "
                    + brief(kept.path("catalog").asText())
                    + (superseded.isEmpty() ? ", live" : ", superseded " + superseded)));
        }
        return lines.isEmpty() ? List.of("nothing is published yet") : lines;
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

    private static String visible(String text) {
        return SafeText.line(text);
    }
}
