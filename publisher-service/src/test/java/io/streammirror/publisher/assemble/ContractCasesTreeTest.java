package io.streammirror.publisher.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.config.MirrorSettings;
import io.streammirror.maas.ContractCases;
import io.streammirror.maas.ContractTree;
import io.streammirror.maas.MaasProfile;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.upstream.Depth;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.ReadRequest;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.UpstreamException;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the contract's table as an upstream: what the mirror would publish of it suits all releases. */
class ContractCasesTreeTest {
    private static final String BASE = "https://upstream.example/";
    private static final Clock CLOCK = Clock.fixed(FakeTree.NOW, ZoneOffset.UTC);

    /** The stream of each document of the tree. */
    private static final Map<String, ContentId> STREAMS = Map.of(
            "ubuntu", new ContentId("com.example.maas:stable:v3:download"),
            "centos", new ContentId("com.example.maas:stable:centos-bases-download"),
            "bootloaders", new ContentId("com.example.maas:stable:1:bootloader-download"));

    static Stream<ContractCases.Case> cases() {
        return ContractCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSuitMaasWhenFieldOfUpstreamIsMutated(ContractCases.Case mutation) throws IOException {
        Optional<Catalog> read = read(mutation);
        if (mutation.document().equals("index")) {
            read.ifPresent(catalog -> assertSuitsMaas(assemble(catalog)));
            return;
        }

        AssembledTree tree = assemble(read.orElseThrow());

        assertSuitsMaas(tree);
        List<ContentId> others = STREAMS.entrySet().stream()
                .filter(stream -> !stream.getKey().equals(mutation.document()))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(tree.streams())
                .as("what is not touched is published")
                .containsKeys(others.toArray(ContentId[]::new));
    }

    /** Empty when the index is refused as a whole. */
    private static Optional<Catalog> read(ContractCases.Case mutation) throws IOException {
        var mutated = new ContractTree().set(mutation.document(), mutation.pointer(), mutation.value());
        var tree = new FakeTree(BASE);
        tree.missing(FakeTree.INDEX);
        for (String name : List.of("index", "ubuntu", "centos", "bootloaders")) {
            mutated.document(ContractTree.path(name))
                    .ifPresent(bytes -> tree.put("streams/v1/" + name + ".json", bytes));
        }
        MirrorSettings settings = tree.mirror("stable").unsigned().build();
        MirrorUpstream upstream = MirrorUpstream.of(settings, tree, CLOCK);
        try (var memory = DocumentMemory.ofThisProcess().open()) {
            ReadResult reading = upstream.read(new ReadRequest(null, Depth.INDEX, stale -> true, memory))
                    .orElseThrow();
            return Optional.of(upstream.select(reading.set(), null));
        } catch (UpstreamException.Refused refused) {
            return Optional.empty();
        }
    }

    private static AssembledTree assemble(Catalog catalog) {
        return TreeAssembler.assemble(
                PreviousTreeFixture.curated(catalog, new TreeMap<>()), StoredRequirements.of((sha256, size) -> true));
    }

    private static void assertSuitsMaas(AssembledTree tree) {
        assertThat(RenderedTreeFixture.violations(tree)).noneMatch(MaasProfile.DEFAULT::isBrokenBy);
    }
}
