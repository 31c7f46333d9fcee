package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;

/** One item that a published products document lists. */
record PublishedItem(String product, String version, String item, JsonNode fields) {
    String path() {
        return fields.required("path").textValue();
    }

    long size() {
        return fields.required("size").longValue();
    }

    String sha256() {
        return fields.required("sha256").textValue();
    }
}
