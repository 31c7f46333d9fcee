package io.streammirror.publisher.page.images;

import io.streammirror.api.ProductInfo;
import io.streammirror.api.ProductInfo.ProductItem;
import io.streammirror.api.ProductInfo.ProductVersion;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageNotFoundException;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.page.SitePage;
import jakarta.inject.Singleton;
import java.util.Objects;

/** The page of one product: its versions with their files. */
@Singleton
public final class ProductPage implements SitePage {
    private final MirrorImages images;
    private final Settings settings;

    public ProductPage(MirrorImages images, Settings settings) {
        this.images = images;
        this.settings = settings;
    }

    @Override
    public PageKind kind() {
        return PageKind.PRODUCT;
    }

    @Override
    public PageContent content(PageRequest request) {
        String id = request.parameter("product").orElse("");
        ProductInfo product = images.product(request.mirror(), id)
                .orElseThrow(() -> new PageNotFoundException("The mirror " + request.mirror()
                        + " has no such product. It may have left upstream; search the images."));
        MirrorSettings mirror = Objects.requireNonNull(settings.mirrors().get(request.mirror()));
        return new PageContent(
                "product",
                product.product(),
                new ProductView(
                        product,
                        request.link(PageKind.IMAGES),
                        origin(product),
                        FitText.of(product.fit()),
                        FitText.problem(product.fit()),
                        ProductView.Fact.of(product.fields()),
                        product.versions().stream()
                                .map(version -> shown(request, mirror, version))
                                .toList(),
                        request.link("/api/v1/mirrors/" + request.mirror() + "/products/" + product.id())));
    }

    private static String origin(ProductInfo product) {
        return switch (product.origin()) {
            case "operator" -> "Added by an operator of this mirror.";
            case "promotion" -> "Promoted from another mirror of this site.";
            default -> "Fetched from upstream and checked against its signed documents.";
        };
    }

    private static ProductView.Shown shown(PageRequest request, MirrorSettings mirror, ProductVersion version) {
        return new ProductView.Shown(
                version.version(),
                StateWords.kind(version.state()),
                StateWords.words(version.state(), version.percent()),
                version.reason(),
                version.published(),
                PageText.size(version.bytes()),
                version.items().stream()
                        .map(item -> file(request, mirror, version.published(), item))
                        .toList());
    }

    private static ProductView.File file(
            PageRequest request, MirrorSettings mirror, boolean published, ProductItem item) {
        String stored = item.storedAt() == null ? "yes" : PageText.time(item.storedAt());
        return new ProductView.File(
                item.name(),
                item.path(),
                published && item.stored() ? request.link(mirror.path() + "/" + item.path()) : null,
                PageText.size(item.size()),
                item.sha256(),
                item.stored() ? stored : "not yet");
    }
}
