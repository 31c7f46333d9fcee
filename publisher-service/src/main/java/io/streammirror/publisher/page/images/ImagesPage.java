package io.streammirror.publisher.page.images;

import io.streammirror.api.ImageInfo;
import io.streammirror.api.ImageInfo.Kernel;
import io.streammirror.api.ImageList;
import io.streammirror.api.VersionState;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.page.images.ImagesView.Column;
import io.streammirror.publisher.page.images.ImagesView.Group;
import io.streammirror.publisher.page.images.ImagesView.KernelLink;
import io.streammirror.publisher.page.images.ImagesView.Row;
import io.streammirror.publisher.page.images.ImagesView.StateCount;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The page of the images of a mirror: the table of MAAS, with what only the mirror knows. */
@Singleton
public final class ImagesPage implements SitePage {
    /** In one row; the rest is found by a search. */
    static final int MAX_KERNELS = 8;

    private static final String SEARCH = "q";
    private static final String SORT = "sort";
    private static final String PAGE = "page";
    private static final String NONE = "–";

    private final MirrorImages images;
    private final Clock clock;

    public ImagesPage(MirrorImages images, Clock clock) {
        this.images = images;
        this.clock = clock;
    }

    @Override
    public PageKind kind() {
        return PageKind.IMAGES;
    }

    @Override
    public PageContent content(PageRequest request) {
        ImageQuery query = ImageQuery.parse(
                request.parameter(SEARCH).orElse(null),
                request.parameter(SORT).orElse(null),
                request.parameter(PAGE).orElse(null));
        Optional<ImageList> list = images.list(request.mirror(), query);
        return new PageContent("images", "Images of " + request.mirror(), view(request, query, list));
    }

    private ImagesView view(PageRequest request, ImageQuery query, Optional<ImageList> list) {
        List<ImageInfo> rows = list.map(ImageList::images).orElse(List.of());
        int total = list.map(ImageList::total).orElse(0);
        return new ImagesView(
                query.search(),
                query.sortParameter(),
                PageText.count(total, "image"),
                states(request),
                list.map(ImageList::notes).orElse(List.of()),
                columns(request, query),
                groups(request, rows),
                Pager.of(
                        request,
                        list.map(ImageList::page).orElse(1),
                        list.map(ImageList::pages).orElse(1)),
                query.search().isEmpty() ? null : firstPage(request).without(SEARCH),
                empty(list, query),
                request.link("/api/v1/mirrors/" + request.mirror() + "/images"));
    }

    private static PageRequest firstPage(PageRequest request) {
        var query = new TreeMap<>(request.query());
        query.remove(PAGE);
        return new PageRequest(
                request.audience(), request.address(), query, request.root(), request.site(), request.client());
    }

    private static @Nullable String empty(Optional<ImageList> list, ImageQuery query) {
        if (list.isEmpty()) {
            return "The publisher has not read this mirror yet. Load the page again in a few seconds.";
        }
        if (list.get().total() > 0) {
            return null;
        }
        return query.search().isEmpty()
                ? "No image is selected and none is published yet."
                : "No image matches this search.";
    }

    private List<StateCount> states(PageRequest request) {
        var counts = new ArrayList<StateCount>();
        images.states(request.mirror())
                .forEach((state, count) -> counts.add(new StateCount(
                        StateWords.kind(state),
                        state.words(),
                        count,
                        firstPage(request).with(SEARCH, state.words()))));
        return counts;
    }

    private static List<Column> columns(PageRequest request, ImageQuery query) {
        return List.of(
                column(request, query, "Release title", ImageSort.TITLE, false),
                column(request, query, "Architecture", ImageSort.ARCHITECTURE, false),
                column(request, query, "Size", ImageSort.SIZE, true),
                column(request, query, "Version", ImageSort.VERSION, false),
                column(request, query, "Status", ImageSort.STATUS, false),
                new Column("Kernels", false, null, null),
                column(request, query, "Stored since", ImageSort.SINCE, false),
                new Column("Newest upstream", false, null, null),
                column(request, query, "End of support", ImageSort.SUPPORT, false),
                new Column("For MAAS", false, null, null));
    }

    private static Column column(PageRequest request, ImageQuery query, String label, ImageSort sort, boolean number) {
        boolean current = query.sort() == sort;
        String order = query.descending() ? "descending" : "ascending";
        boolean turns = current && !query.descending();
        return new Column(
                label,
                number,
                firstPage(request).with(SORT, (turns ? "-" : "") + sort.label()),
                current ? order : null);
    }

    private List<Group> groups(PageRequest request, List<ImageInfo> images) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        images.forEach(image -> rows.computeIfAbsent(image.system(), unseen -> new ArrayList<>())
                .add(row(request, image)));
        return rows.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    private Row row(PageRequest request, ImageInfo image) {
        return new Row(
                image.title(),
                image.release(),
                image.architecture(),
                PageText.size(image.bytes()),
                image.version() == null ? NONE : image.version(),
                StateWords.kind(image.state()),
                StateWords.words(image.state(), image.percent()),
                image.reason(),
                image.kernels().stream()
                        .limit(MAX_KERNELS)
                        .map(kernel -> kernel(request, image, kernel))
                        .toList(),
                Math.max(0, image.kernels().size() - MAX_KERNELS),
                day(image.since()),
                image.newest() == null ? NONE : image.newest(),
                end("", image.supportEol()),
                end("ESM ", image.supportEsmEol()),
                FitText.of(image.fit()),
                FitText.problem(image.fit()));
    }

    private static KernelLink kernel(PageRequest request, ImageInfo image, Kernel kernel) {
        return new KernelLink(
                kernel.name().isEmpty() ? "details" : kernel.name(),
                request.link(PageKind.PRODUCT) + PageRequest.parameters(Map.of("product", kernel.id())),
                kernel.state() == VersionState.UP_TO_DATE || kernel.state() == image.state()
                        ? null
                        : kernel.state().words());
    }

    /** To the day: the page of the product has the time. */
    private static String day(@Nullable Instant time) {
        return time == null ? NONE : LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    private @Nullable String end(String kind, @Nullable String date) {
        if (date == null) {
            return null;
        }
        boolean over = date.compareTo(
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString())
                < 0;
        return kind + date + (over ? ", over" : "");
    }
}
