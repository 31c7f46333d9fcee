package io.streammirror.store.s3;

import io.streammirror.store.StoredPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One page of S3's answer to ListParts, read by what it must have. The SDK's reading insists on more, such as an
 * {@code Initiator}, which radosgw does not send.
 *
 * @param truncated whether there are more after the marker
 * @param nextMarker the number of the last part of this page, where the store sends it; else 0
 */
record PartPage(List<StoredPart> parts, boolean truncated, int nextMarker) {
    static PartPage parse(InputStream body) throws IOException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return parse(factory.createXMLStreamReader(body));
        } catch (XMLStreamException | NumberFormatException e) {
            throw new IOException("not a list of parts: " + e.getMessage(), e);
        }
    }

    private static PartPage parse(XMLStreamReader xml) throws XMLStreamException {
        var parts = new ArrayList<StoredPart>();
        boolean truncated = false;
        int marker = 0;
        int number = 0;
        String etag = "";
        long size = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "IsTruncated" -> truncated = xml.getElementText().equals("true");
                    case "NextPartNumberMarker" -> marker = marker(xml.getElementText());
                    case "PartNumber" -> number = Integer.parseInt(xml.getElementText());
                    case "ETag" -> etag = xml.getElementText().replace("\"", "");
                    case "Size" -> size = Long.parseLong(xml.getElementText());
                    default -> {
                        // Who began the upload, when, and what else there may be, is of no use here.
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("Part")) {
                parts.add(new StoredPart(number, etag, size));
            }
        }
        return new PartPage(List.copyOf(parts), truncated, marker);
    }

    private static int marker(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
