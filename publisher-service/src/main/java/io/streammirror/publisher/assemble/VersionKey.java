package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;

/** Names one version of the tree. */
public record VersionKey(ContentId stream, ProductName product, VersionName version) {}
