package io.streammirror.publisher.state;

import io.streammirror.decision.Promotion;
import java.util.ArrayList;
import java.util.List;

/** Notes about the source of a mirror's content, and about its unpublished parts. */
final class MirrorNotes {
    private MirrorNotes() {}

    static List<String> of(MirrorView view) {
        var notes = new ArrayList<String>();
        Promotion promotion = view.promotion();
        if (promotion != null) {
            notes.add("Promoted from " + promotion.from() + ", publication "
                    + promotion.publication().abbreviated() + "," + OrderText.by(promotion.order(), "on") + ".");
        }
        view.assembly()
                .leftOut()
                .forEach(stream -> notes.add("Stream " + stream.stream() + " is left out: " + stream.reason() + "."));
        view.assembly().notes().forEach(note -> notes.add(note + "."));
        int young = view.assembly().delayed().size();
        if (young > 0) {
            notes.add(young + (young == 1 ? " version is" : " versions are") + " too young to be published yet.");
        }
        return notes;
    }
}
