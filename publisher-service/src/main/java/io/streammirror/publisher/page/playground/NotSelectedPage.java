package io.streammirror.publisher.page.playground;

import io.streammirror.api.UnselectedList;
import io.streammirror.api.UnselectedList.UnselectedProduct;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.page.images.ImageQuery;
import io.streammirror.publisher.page.images.Pager;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of what upstream offers and no selection takes. */
@Singleton
public final class NotSelectedPage implements SitePage {
    private final Playground playground;

    public NotSelectedPage(Playground playground) {
        this.playground = playground;
    }

    @Override
    public PageKind kind() {
        return PageKind.NOT_SELECTED;
    }

    /** Documents of upstream are parsed. */
    @Override
    public boolean isHeavy() {
        return true;
    }

    @Override
    public PageContent content(PageRequest request) {
        ImageQuery query = ImageQuery.parse(
                request.parameter("q").orElse(null),
                null,
                request.parameter("page").orElse(null));
        Playground.Answer<UnselectedList> answer =
                playground.notSelected(request.mirror(), query.search(), query.page());
        return new PageContent(
                "not-selected",
                "Not selected by " + request.mirror(),
                answer.result()
                        .map(list -> view(request, query, list))
                        .orElseGet(() -> problem(request, query, answer.problem())));
    }

    private static NotSelectedView view(PageRequest request, ImageQuery query, UnselectedList list) {
        return new NotSelectedView(
                query.search(),
                PageText.count(list.total(), "product") + ", " + PageText.size(list.bytes())
                        + " that the mirror does not hold for other products",
                list.note(),
                list.total() > 0 ? null : empty(query),
                list.products().stream().map(NotSelectedPage::row).toList(),
                Pager.of(request, list.page(), list.pages()),
                clear(request, query),
                request.link(PageKind.PLAYGROUND));
    }

    private static String empty(ImageQuery query) {
        return query.search().isEmpty()
                ? "The selections take everything that upstream offers."
                : "No product that is not selected matches this search.";
    }

    private static @Nullable String clear(PageRequest request, ImageQuery query) {
        return query.search().isEmpty() ? null : request.link(PageKind.NOT_SELECTED) + PageRequest.parameters(Map.of());
    }

    private static NotSelectedView problem(PageRequest request, ImageQuery query, String problem) {
        return new NotSelectedView(
                query.search(),
                "",
                null,
                "This cannot be shown: " + problem + ".",
                List.of(),
                Pager.of(request, 1, 1),
                clear(request, query),
                request.link(PageKind.PLAYGROUND));
    }

    private static NotSelectedView.Row row(UnselectedProduct product) {
        return new NotSelectedView.Row(
                product.system(),
                product.title(),
                product.architecture(),
                product.kernel(),
                product.newest(),
                Integer.toString(product.versions()),
                PageText.size(product.bytes()),
                product.reason(),
                product.product());
    }
}
