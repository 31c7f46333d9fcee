package io.streammirror.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.maas.ContractReport;
import io.streammirror.maas.Impact;
import io.streammirror.maas.ListedItem;
import io.streammirror.maas.MaasContract;
import io.streammirror.maas.MaasRelease;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.Keyring;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads a boot source the way MAAS does and says what is wrong with it. */
public final class SourceLint {
    /** So many questions at a time are a load that every web server bears. */
    private static final int CONNECTIONS = 8;

    /** An item of this size is read whole in a moment. */
    private static final long SMALL = 4_000_000;

    /** Which items the server is asked for. */
    public enum Items {
        NONE,
        /** Those of the versions that MAAS takes. */
        NEWEST,
        ALL
    }

    private final SourceClient client;
    private final Keyring keyring;
    private final boolean keyringIsGiven;
    private final Items items;
    private final Clock clock;

    /**
     * @param keyringIsGiven whether the keyring is the source's own; else it is the one that MAAS uses by default
     */
    public SourceLint(SourceClient client, Keyring keyring, boolean keyringIsGiven, Items items, Clock clock) {
        this.client = client;
        this.keyring = keyring;
        this.keyringIsGiven = keyringIsGiven;
        this.items = items;
        this.clock = clock;
    }

    /**
     * Judges a source.
     *
     * @param source as it would be given to MAAS: base URL, or the URL of an index document
     * @throws NoAnswerException when the index cannot be asked for
     */
    public LintReport lint(URI source) {
        TreeLocation signed = TreeLocation.parse(source, false);
        TreeLocation plain = TreeLocation.parse(source, true);
        boolean named = signed.equals(plain);
        boolean onlyPlain = !named
                && client.get(signed.resolve(signed.index()), 1).head().missing()
                && client.get(plain.resolve(plain.index()), 1).found();
        TreeLocation location = onlyPlain ? plain : signed;
        var signatures = new SignatureCheck(keyring, keyringIsGiven, clock);
        var documents = new SourceDocuments(client, location, signatures);
        ContractReport judgement =
                MaasContract.read(location.index(), documents).withSurprises();
        var findings = new ArrayList<>(judgement.violations());
        findings.addAll(documents.found());
        if (!location.index().value().endsWith(".sjson")) {
            findings.add(unsigned(location, named));
        }
        List<ListedItem> listed =
                judgement.products().stream().flatMap(ListedItem::of).toList();
        Map<ItemPath, ListedItem> asked = asked(listed);
        if (judgement.index() != null) {
            findings.addAll(wire(location, asked));
        }
        return new LintReport(
                location,
                signatures.signers(),
                judgement.products().size(),
                judgement.products().stream()
                        .mapToInt(document -> document.products().size())
                        .sum(),
                listed.size(),
                asked.size(),
                findings);
    }

    private static Violation unsigned(TreeLocation location, boolean named) {
        Impact impact =
                named ? new Impact(Severity.CONFUSES, MaasRelease.V3_4, MaasRelease.V3_8) : Rule.UNSIGNED.impact();
        return new Violation(
                location.index().value(),
                "",
                Rule.UNSIGNED,
                impact,
                named
                        ? "is not signed: whoever can change the bytes on their way decides what machines boot"
                        : "is not signed, and there is no index.sjson, which MAAS asks for at this URL");
    }

    /** Each path once, however many products share it. */
    private Map<ItemPath, ListedItem> asked(List<ListedItem> listed) {
        var asked = new LinkedHashMap<ItemPath, ListedItem>();
        for (ListedItem item : listed) {
            if (items == Items.ALL || (items == Items.NEWEST && item.newest())) {
                ItemProbe.path(item).ifPresent(path -> asked.putIfAbsent(path, item));
            }
        }
        return asked;
    }

    private List<Violation> wire(TreeLocation location, Map<ItemPath, ListedItem> asked) {
        var server = new WireChecks(client, location);
        var findings = new ArrayList<>(server.ofServer());
        findings.addAll(probe(new ItemProbe(client, location), asked));
        if (findings.stream().noneMatch(finding -> finding.rule() == Rule.ITEM_EXISTS)) {
            asked.entrySet().stream()
                    .filter(item -> isSmall(item.getValue()))
                    .min(Comparator.comparingLong(
                            item -> item.getValue().fields().path("size").longValue()))
                    .ifPresent(item -> findings.addAll(server.ofItem(item.getValue(), item.getKey())));
        }
        return findings;
    }

    private static boolean isSmall(ListedItem item) {
        JsonNode size = item.fields().path("size");
        return item.isDownloaded() && size.isIntegralNumber() && size.longValue() >= 0 && size.longValue() <= SMALL;
    }

    private static List<Violation> probe(ItemProbe probe, Map<ItemPath, ListedItem> asked) {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<CompletableFuture<List<Violation>>> answers = asked.entrySet().stream()
                    .map(item ->
                            CompletableFuture.supplyAsync(() -> probe.probe(item.getValue(), item.getKey()), threads))
                    .toList();
            return answers.stream().flatMap(answer -> answer.join().stream()).toList();
        } finally {
            threads.shutdownNow();
        }
    }
}
