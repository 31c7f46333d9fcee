package io.streammirror.sample;

import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.List;
import java.util.Map;

/** A product of the sample tree before its content exists; fields and items as images.maas.io has them. */
record SampleProduct(ProductName name, Map<String, String> fields, Map<VersionName, List<SampleItem>> versions) {}
