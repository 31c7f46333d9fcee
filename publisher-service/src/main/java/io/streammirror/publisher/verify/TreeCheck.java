package io.streammirror.publisher.verify;

import io.streammirror.maas.MaasContract;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.render.RenderedStream;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks a tree before it is signed and stored: whether its documents can be signed, and whether MAAS takes them. */
public final class TreeCheck {
    private final Predicate<ContentId> unchecked;
    private final MaasProfile profile;

    /**
     * @param unchecked streams of which MAAS need not take anything
     * @param profile the releases of MAAS that must be able to use all else
     */
    public TreeCheck(Predicate<ContentId> unchecked, MaasProfile profile) {
        this.unchecked = unchecked;
        this.profile = profile;
    }

    /** Everything for which the tree must not go live; a place that one product is responsible for is named by its pointer. */
    public List<Violation> check(RenderedTree tree) {
        var violations = new ArrayList<Violation>();
        Map<ItemPath, byte[]> documents = new HashMap<>();
        for (RenderedStream stream : tree.streams()) {
            documents.put(stream.paths().plain(), stream.body());
            violations.addAll(UnsignableLines.in(stream.paths().plain(), stream.body()));
        }
        ItemPath index = DocumentPaths.index().plain();
        documents.put(index, tree.plainIndex());
        violations.addAll(UnsignableLines.in(index, tree.plainIndex()));
        if (violations.isEmpty()) {
            Set<String> notForMaas = notForMaas(tree, unchecked);
            Function<ItemPath, Optional<byte[]>> rendered = path -> Optional.ofNullable(documents.get(path));
            MaasContract.validate(index, rendered, notForMaas::contains).stream()
                    .filter(profile::isBrokenBy)
                    .forEach(violations::add);
            MaasContract.validateUse(index, rendered, notForMaas::contains).stream()
                    .filter(violation -> violation.impact().severity() == Severity.BREAKS_SOURCE)
                    .filter(profile::isBrokenBy)
                    .forEach(violations::add);
        }
        return violations;
    }

    /** The names of streams that are published whether MAAS takes them or not. */
    static Set<String> notForMaas(RenderedTree tree, Predicate<ContentId> unchecked) {
        return tree.streams().stream()
                .map(RenderedStream::contentId)
                .filter(unchecked)
                .map(ContentId::value)
                .collect(Collectors.toSet());
    }
}
