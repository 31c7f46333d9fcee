package io.streammirror.publisher.page.playground;

import io.streammirror.api.SelectionPreview;
import io.streammirror.api.SelectionPreview.Choice;
import io.streammirror.api.SelectionPreview.Listed;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.page.SitePage;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The page that tries selections; all of its state is in the URL. */
@Singleton
public final class PlaygroundPage implements SitePage {
    private static final int MIN_ROWS = 2;

    private final Playground playground;
    private final Settings settings;

    public PlaygroundPage(Playground playground, Settings settings) {
        this.playground = playground;
        this.settings = settings;
    }

    @Override
    public PageKind kind() {
        return PageKind.PLAYGROUND;
    }

    /** Documents of upstream are parsed, and regular expressions of visitors are tried. */
    @Override
    public boolean isHeavy() {
        return true;
    }

    @Override
    public PageContent content(PageRequest request) {
        MirrorSettings mirror = Objects.requireNonNull(settings.mirrors().get(request.mirror()));
        boolean tried = request.query().keySet().stream().anyMatch(name -> name.startsWith(SelectionForm.FILTERS));
        List<String> filters = tried ? SelectionForm.filters(request.query()) : configuredFilters(mirror);
        List<String> max = tried ? SelectionForm.max(request.query()) : configuredMax(mirror);
        return new PageContent(
                "playground", "Try selections of " + request.mirror(), view(request, tried, filters, max));
    }

    private static List<String> configuredFilters(MirrorSettings mirror) {
        return choices(mirror).stream()
                .map(choice -> String.join("\n", choice.filters()))
                .toList();
    }

    private static List<String> configuredMax(MirrorSettings mirror) {
        return choices(mirror).stream()
                .map(choice -> choice.max() == null ? "" : choice.max().toString())
                .toList();
    }

    private static List<Choice> choices(MirrorSettings mirror) {
        return new TriedSelections(mirror.selections()).choices();
    }

    private PlaygroundView view(PageRequest request, boolean tried, List<String> filters, List<String> max) {
        String configured = request.link(PageKind.PLAYGROUND);
        try {
            TriedSelections selections = TriedSelections.parse(filters, max);
            Playground.Answer<SelectionPreview> answer = playground.preview(request.mirror(), selections);
            return new PlaygroundView(
                    forms(filters, max),
                    tried,
                    answer.result().isPresent() ? null : sentence(answer.problem()),
                    answer.result().map(preview -> result(request, preview)).orElse(null),
                    configured);
        } catch (IllegalArgumentException e) {
            return new PlaygroundView(
                    forms(filters, max), tried, sentence(String.valueOf(e.getMessage())), null, configured);
        }
    }

    private static String sentence(String problem) {
        return "This cannot be tried: " + problem + ".";
    }

    /** Those that say something, and an empty one for more. */
    private static List<PlaygroundView.Form> forms(List<String> filters, List<String> max) {
        var forms = new ArrayList<PlaygroundView.Form>();
        for (int i = 0; i < filters.size(); i++) {
            String limit = i < max.size() ? max.get(i) : "";
            if (!filters.get(i).isBlank() || !limit.isBlank()) {
                forms.add(form(forms.size() + 1, filters.get(i).strip(), limit.strip()));
            }
        }
        if (forms.size() < TriedSelections.MAX_SELECTIONS) {
            forms.add(form(forms.size() + 1, "", ""));
        }
        return forms;
    }

    private static PlaygroundView.Form form(int number, String filters, String max) {
        return new PlaygroundView.Form(
                number, filters, max, Math.max(MIN_ROWS, (int) filters.lines().count()));
    }

    private static PlaygroundView.Result result(PageRequest request, SelectionPreview preview) {
        return new PlaygroundView.Result(
                List.of(
                        new PlaygroundView.Figure("Products", Integer.toString(preview.products())),
                        new PlaygroundView.Figure("Versions", Integer.toString(preview.versions())),
                        new PlaygroundView.Figure("Items", Integer.toString(preview.items())),
                        new PlaygroundView.Figure("Distinct bytes", PageText.size(preview.bytes())),
                        new PlaygroundView.Figure("Stored already", PageText.size(preview.storedBytes())),
                        new PlaygroundView.Figure("To fetch", PageText.size(preview.missingBytes()))),
                preview.notes(),
                preview.yaml(),
                preview.listed().stream().map(PlaygroundPage::row).toList(),
                Math.max(0, preview.products() - preview.listed().size()),
                request.link("/api/v1/mirrors/" + request.mirror() + "/selection")
                        + PageRequest.parameters(parameters(preview)));
    }

    private static Map<String, String> parameters(SelectionPreview preview) {
        var parameters = new TreeMap<String, String>();
        int number = 1;
        for (Choice choice : preview.selections()) {
            parameters.put(SelectionForm.FILTERS + number, String.join("\n", choice.filters()));
            if (choice.max() != null) {
                parameters.put(SelectionForm.MAX + number, choice.max().toString());
            }
            number++;
        }
        return parameters;
    }

    private static PlaygroundView.Row row(Listed listed) {
        return new PlaygroundView.Row(
                listed.title(),
                listed.architecture(),
                listed.kernel(),
                String.join(", ", listed.versions()),
                PageText.size(listed.bytes()),
                listed.product());
    }
}
