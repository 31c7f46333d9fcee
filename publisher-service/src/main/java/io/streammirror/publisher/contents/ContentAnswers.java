package io.streammirror.publisher.contents;

import io.streammirror.config.Settings;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.page.images.ImageQuery;
import io.streammirror.publisher.page.images.MirrorImages;
import io.streammirror.publisher.page.playground.Playground;
import io.streammirror.publisher.page.playground.SelectionForm;
import io.streammirror.publisher.page.playground.TriedSelections;
import io.streammirror.publisher.page.storage.StorageMeter;
import io.streammirror.publisher.query.JsonAnswer;
import io.streammirror.text.SafeText;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The records that the pages show, with the parameters of the pages. Every answer may block. */
@Singleton
class ContentAnswers {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final Settings settings;
    private final MirrorImages images;
    private final Playground playground;
    private final StorageMeter meter;

    ContentAnswers(Settings settings, MirrorImages images, Playground playground, StorageMeter meter) {
        this.settings = settings;
        this.images = images;
        this.playground = playground;
        this.meter = meter;
    }

    /** One page of the images. */
    JsonAnswer images(String mirror, @Nullable String search, @Nullable String sort, @Nullable String page) {
        return of(mirror, name -> images.list(name, ImageQuery.parse(search, sort, page))
                .map(JsonAnswer::of)
                .orElseGet(() -> JsonAnswer.problem(
                        UNAVAILABLE, "the publisher has not read this mirror yet: try again in a few seconds")));
    }

    /** One product with its versions. */
    JsonAnswer product(String mirror, String id) {
        return of(mirror, name -> images.product(name, id)
                .map(JsonAnswer::of)
                .orElseGet(() -> JsonAnswer.problem(
                        NOT_FOUND, "mirror '" + name + "' has no product '" + SafeText.line(id, 50) + "'")));
    }

    /** One page of what no selection takes. */
    JsonAnswer notSelected(String mirror, @Nullable String search, @Nullable String page) {
        ImageQuery query = ImageQuery.parse(search, null, page);
        return of(mirror, name -> answer(playground.notSelected(name, query.search(), query.page())));
    }

    /** The result of selections; the parameters are those of the page. */
    JsonAnswer selection(String mirror, Map<String, String> parameters) {
        return of(mirror, name -> {
            try {
                TriedSelections tried =
                        TriedSelections.parse(SelectionForm.filters(parameters), SelectionForm.max(parameters));
                return answer(playground.preview(name, tried));
            } catch (IllegalArgumentException e) {
                return JsonAnswer.problem(BAD_REQUEST, String.valueOf(e.getMessage()));
            }
        });
    }

    /** The need of the mirrors and the content of the store. */
    JsonAnswer storage() {
        return JsonAnswer.of(meter.report());
    }

    private static JsonAnswer answer(Playground.Answer<?> answer) {
        return answer.result()
                .<JsonAnswer>map(JsonAnswer::of)
                .orElseGet(() -> JsonAnswer.problem(CONFLICT, answer.problem()));
    }

    private JsonAnswer of(String mirror, Function<MirrorName, JsonAnswer> answer) {
        Optional<MirrorName> name = settings.mirrors().keySet().stream()
                .filter(configured -> configured.value().equals(mirror))
                .findFirst();
        return name.map(answer)
                .orElseGet(
                        () -> JsonAnswer.problem(NOT_FOUND, "there is no mirror '" + SafeText.line(mirror, 50) + "'"));
    }
}
