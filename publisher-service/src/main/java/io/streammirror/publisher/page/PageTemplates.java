package io.streammirror.publisher.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.UserTagSectionHelper;
import io.quarkus.qute.Variant;
import io.streammirror.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The templates of the pages, read when the first page is asked for: a publisher that only serves machines never parses one.
 *
 * <p>Rendering is strict, so a name that a view does not have is an error and not an empty place. Every value is harmless text and is
 * escaped, whatever it is and wherever it stands.
 */
public final class PageTemplates {
    private static final String DIRECTORY = "/templates/";
    private static final String SUFFIX = ".html";
    private static final String HTML = Variant.TEXT_HTML;

    /** Templates that others use like an element. */
    private static final List<String> TAGS = List.of("icon", "command", "bar", "pager");

    private @Nullable Engine engine;

    private synchronized Engine engine() {
        Engine known = engine;
        if (known == null) {
            known = build();
            engine = known;
        }
        return known;
    }

    private static Engine build() {
        var builder = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HarmlessHtml())
                .addLocator(PageTemplates::locate)
                .strictRendering(true)
                .removeStandaloneLines(true);
        TAGS.forEach(tag -> builder.addSectionHelper(new UserTagSectionHelper.Factory(tag, "tags/" + tag)));
        return builder.build();
    }

    /** Renders a whole page, or the fragment of it that the request names. */
    String render(PageContent content, PageFrame frame, Optional<String> fragment) {
        Template template = engine().getTemplate(content.template());
        if (template == null) {
            throw new IllegalStateException("there is no template " + content.template());
        }
        Template part = fragment.map(name -> fragment(template, name)).orElse(template);
        return part.data("view", content.view(), "page", frame).render();
    }

    private static Template fragment(Template template, String name) {
        if (!template.getFragmentIds().contains(name)) {
            throw new PageNotFoundException("The page has no part of this name.");
        }
        return template.getFragment(name);
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String id) {
        String path = DIRECTORY + (id.endsWith(SUFFIX) ? id : id + SUFFIX);
        try (InputStream stream = PageTemplates.class.getResourceAsStream(path)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new Location(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Location(String text) implements TemplateLocator.TemplateLocation {
        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(HTML));
        }
    }

    /** Foreign text is everywhere, so none is left to the care of a page. */
    private static final class HarmlessHtml extends HtmlEscaper {
        HarmlessHtml() {
            super(List.of(HTML));
        }

        @Override
        public String map(Object value, Expression expression) {
            return super.map(SafeText.lines(String.valueOf(value)), expression);
        }
    }
}
