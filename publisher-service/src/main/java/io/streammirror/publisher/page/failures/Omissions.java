package io.streammirror.publisher.page.failures;

import io.streammirror.api.MirrorStatus;
import io.streammirror.publisher.page.PageText;
import io.streammirror.text.SafeText;
import java.util.List;
import java.util.stream.Stream;

/** The unpublished parts of upstream, in the words of the glossary. */
final class Omissions {
    private Omissions() {}

    static List<FailuresView.Omitted> of(MirrorStatus mirror) {
        return Stream.of(withheld(mirror), leftOut(mirror), refused(mirror), delayed(mirror))
                .flatMap(all -> all)
                .toList();
    }

    private static Stream<FailuresView.Omitted> withheld(MirrorStatus mirror) {
        return mirror.withheld().stream()
                .map(version -> new FailuresView.Omitted(
                        "withheld",
                        PageText.name(version.product()) + " " + PageText.name(version.version()),
                        SafeText.line(version.reason()),
                        "upstream corrects the version"));
    }

    private static Stream<FailuresView.Omitted> leftOut(MirrorStatus mirror) {
        return mirror.leftOut().stream()
                .map(stream -> new FailuresView.Omitted(
                        "left out",
                        "stream " + PageText.name(stream.stream()),
                        SafeText.line(stream.reason()),
                        "upstream corrects the stream, or publish-unfit-streams names it"));
    }

    private static Stream<FailuresView.Omitted> refused(MirrorStatus mirror) {
        return mirror.refused().stream()
                .map(place -> new FailuresView.Omitted(
                        "left out",
                        PageText.name((place.stream() == null
                                        ? "index"
                                        : place.stream().value())
                                + place.pointer()),
                        SafeText.line(place.reason()),
                        "upstream corrects the document"));
    }

    private static Stream<FailuresView.Omitted> delayed(MirrorStatus mirror) {
        return mirror.delayed().stream()
                .map(version -> new FailuresView.Omitted(
                        "delayed",
                        PageText.name(version.product()) + " " + PageText.name(version.version()),
                        "its bytes are younger than publish-after",
                        PageText.time(version.until())));
    }
}
