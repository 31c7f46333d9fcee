package io.streammirror.store.s3;

import io.streammirror.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One page of S3's answer to ListObjectsV2. The SDK's reading of it takes several times as long, and the mirror lists
 * all blobs often.
 *
 * @param truncated whether there are more
 * @param next the token of the next page; null if the store sends none
 */
record ObjectPage(
        List<StoredObject> objects,
        boolean truncated,
        @Nullable String next) {
    static ObjectPage parse(InputStream body) throws IOException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return new Reading().all(factory.createXMLStreamReader(body));
        } catch (XMLStreamException | IllegalArgumentException | DateTimeException e) {
            throw new IOException("not a list of objects: " + e.getMessage(), e);
        }
    }

    private static final class Reading {
        private final List<StoredObject> found = new ArrayList<>();
        private boolean isList;
        private boolean truncated;
        private boolean isEncoded;
        private @Nullable String next;
        private @Nullable String key;
        private long size;
        private @Nullable Instant modified;

        ObjectPage all(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    start(xml);
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("Contents")) {
                    end();
                }
            }
            if (!isList) {
                throw new XMLStreamException("it has no ListBucketResult");
            }
            return new ObjectPage(isEncoded ? decoded() : List.copyOf(found), truncated, next);
        }

        private void start(XMLStreamReader xml) throws XMLStreamException {
            switch (xml.getLocalName()) {
                case "ListBucketResult" -> isList = true;
                case "IsTruncated" -> truncated = xml.getElementText().equals("true");
                case "EncodingType" -> isEncoded = xml.getElementText().equals("url");
                case "NextContinuationToken" -> next = xml.getElementText();
                case "Key" -> key = xml.getElementText();
                case "Size" -> size = Long.parseLong(xml.getElementText());
                case "LastModified" ->
                    modified = OffsetDateTime.parse(xml.getElementText()).toInstant();
                default -> {
                    // Owner, ETag, storage class and what else there may be are of no use here.
                }
            }
        }

        private void end() throws XMLStreamException {
            if (key == null) {
                throw new XMLStreamException("an object has no Key");
            }
            found.add(new StoredObject(key, size, Map.of(), modified));
            key = null;
            size = 0;
            modified = null;
        }

        /** Stores name the encoding before or after the keys. */
        private List<StoredObject> decoded() {
            UnaryOperator<String> decode = text -> URLDecoder.decode(text, StandardCharsets.UTF_8);
            return found.stream()
                    .map(object -> new StoredObject(
                            decode.apply(object.key()), object.size(), object.metadata(), object.modified()))
                    .toList();
        }
    }
}
