package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ItemPath;
import java.util.regex.Pattern;

/** Rules for one file of an item, in every release: it must be there under its path, with its size and hash. */
final class ItemRules {
    private static final Pattern LOWER_CASE_SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Findings findings;

    ItemRules(Findings findings) {
        this.findings = findings;
    }

    /**
     * The impact on MAAS when the file of an item is missing.
     *
     * @param newest whether the item belongs to the version that MAAS takes
     */
    static Impact lost(String name, ObjectNode item, boolean newest) {
        if (newest && RequiredFields.isDownloadedByNewest(name)) {
            return Impact.onAll(Severity.BREAKS_IMAGE);
        }
        return newest && FileTypes.isKnown(item.path("ftype").asText())
                ? Impact.onLibrary(Severity.BREAKS_IMAGE)
                : Impact.REMARK;
    }

    /**
     * Checks path, size and hash of an item that has a path.
     *
     * @param newest whether the item belongs to the version that MAAS takes
     */
    void validate(String name, ObjectNode item, JsonPointer place, boolean newest) {
        Impact lost = lost(name, item, newest);
        String path = item.path("path").textValue();
        if (path != null && path.isEmpty()) {
            findings.add(place.appendProperty("path"), Rule.PATH, lost, "must not be empty");
        } else if (path != null) {
            path(path, place.appendProperty("path"), lost);
        }
        JsonNode sha256 = item.path("sha256");
        if (sha256.isTextual() && !LOWER_CASE_SHA256.matcher(sha256.textValue()).matches()) {
            findings.add(
                    place.appendProperty("sha256"),
                    Rule.SHA256,
                    lost,
                    "must be 64 hexadecimal digits in lower case, is " + sha256);
        }
        size(item.path("size"), place.appendProperty("size"), lost);
    }

    private void path(String path, JsonPointer place, Impact lost) {
        try {
            if (new ItemPath(path).isReserved()) {
                findings.add(place, Rule.PATH, Impact.REMARK, "'" + path + "' lies where only documents may");
            }
        } catch (IllegalArgumentException e) {
            boolean leavesTree = PathRules.leavesTree(path);
            findings.add(place, Rule.PATH, leavesTree ? lost : Impact.REMARK, String.valueOf(e.getMessage()));
        }
    }

    private void size(JsonNode size, JsonPointer place, Impact lost) {
        boolean number = size.isIntegralNumber() && size.canConvertToLong();
        if (number && size.longValue() < 0) {
            findings.add(place, Rule.SIZE, lost, sizeFault(size));
        } else if (!number && !size.isMissingNode() && PythonValues.isModelInt(size)) {
            findings.add(place, Rule.SIZE, Impact.REMARK, sizeFault(size));
        }
    }

    static String sizeFault(JsonNode size) {
        return "must be a number of bytes, is " + (size.isMissingNode() ? "absent" : size.toString());
    }
}
