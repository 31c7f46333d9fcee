package io.streammirror.simplestreams;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small random products documents; few names, so that things meet often. */
public final class ProductsArbitrary {
    private ProductsArbitrary() {}

    private record Entry(int product, int version, String item, String arch, int content) {
        void addTo(SampleProducts sample, String contentId) {
            String name = contentId + ".p" + product;
            sample.item(name, "2025010" + version, item, "content" + content);
            sample.itemNode(name, "2025010" + version, item).put("arch", arch);
        }
    }

    public static Arbitrary<ProductsDocument> documents(String contentId) {
        Arbitrary<Entry> entries = Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of("kernel", "squashfs", "manifest"),
                        Arbitraries.of("amd64", "arm64"),
                        Arbitraries.integers().between(1, 4))
                .as(Entry::new);
        return entries.list().ofMaxSize(25).map(list -> {
            var sample = new SampleProducts(contentId);
            list.forEach(entry -> entry.addTo(sample, contentId));
            return sample.document();
        });
    }
}
