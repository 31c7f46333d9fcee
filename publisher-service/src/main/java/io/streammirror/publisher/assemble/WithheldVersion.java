package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;

/**
 * A selected version that is not published although its bytes may be stored, because MAAS would refuse the whole source for it.
 *
 * @param reason what MAAS would miss, for a person
 */
public record WithheldVersion(ContentId stream, ProductName product, VersionName version, String reason) {}
