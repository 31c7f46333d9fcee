package io.streammirror.config;

import io.streammirror.config.MirrorSettings.Retention;
import io.streammirror.credentials.Credentials;
import io.streammirror.credentials.CredentialsFile;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.MaasRelease;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.Weakness;
import io.streammirror.selection.Filter;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.PythonRegex;
import io.streammirror.selection.Selection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Turns the text of one mirror into {@link MirrorSettings}: one that reads upstream, or one that is promoted into. */
final class MirrorConverter {
    private final Path base;
    private final Problems problems;

    MirrorConverter(Path base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    MirrorSettings convert(String key, MirrorName name, SettingsMapping.Mirror mapping) {
        return mapping.from()
                .map(from -> promoted(key, name, from, mapping))
                .orElseGet(() -> mirrored(key, name, mapping))
                .forMaas(maas(key + ".maas", mapping.maas()));
    }

    private MirrorSettings promoted(String key, MirrorName name, String from, SettingsMapping.Mirror mapping) {
        aboutUpstream(mapping).forEach((other, given) -> {
            if (given) {
                problems.add(
                        key + "." + other,
                        "cannot stand beside 'from': the mirror reads no upstream, it has what is promoted from mirror '"
                                + from + "'; leave one of the two out");
            }
        });
        return MirrorSettings.promoted(
                name,
                problems.convert(key + ".from", from, MirrorName::new, name),
                path(key, name, mapping),
                unfitStreams(key, mapping),
                retention(key + ".retention", mapping.retention()));
    }

    /** The keys that mean nothing without an upstream, and whether they are given. */
    private static Map<String, Boolean> aboutUpstream(SettingsMapping.Mirror mapping) {
        var keys = new LinkedHashMap<String, Boolean>();
        keys.put("source", mapping.source().isPresent());
        keys.put("fallback-sources", mapping.fallbackSources().isPresent());
        keys.put("credentials-file", mapping.credentialsFile().isPresent());
        keys.put("keyring", mapping.keyring().isPresent());
        keys.put("fingerprints", mapping.fingerprints().isPresent());
        keys.put("unsigned", mapping.unsigned().isPresent());
        keys.put("allow", mapping.allow().isPresent());
        keys.put("poll-interval", mapping.pollInterval().isPresent());
        keys.put("max-upstream-age", mapping.maxUpstreamAge().isPresent());
        keys.put("max-removal", mapping.maxRemoval().isPresent());
        keys.put("exclude-streams", mapping.excludeStreams().isPresent());
        keys.put("selections", mapping.selections().isPresent());
        keys.put("whole-versions", mapping.wholeVersions().isPresent());
        keys.put("publish-after", mapping.publishAfter().isPresent());
        keys.put("retention.keep-removed", mapping.retention().keepRemoved().isPresent());
        return keys;
    }

    private MirrorSettings mirrored(String key, MirrorName name, SettingsMapping.Mirror mapping) {
        boolean unsigned =
                problems.convert(key + ".unsigned", mapping.unsigned().orElse("false"), Quantities::flag, false);
        return new MirrorSettings(
                name,
                Optional.of(source(key, mapping, unsigned)),
                Optional.empty(),
                mapping.fallbackSources().orElse(List.of()).stream()
                        .map(text -> source(key + ".fallback-sources", text, unsigned))
                        .toList(),
                mapping.credentialsFile()
                        .map(file -> problems.convert(
                                key + ".credentials-file",
                                file,
                                path -> CredentialsFile.read(base.resolve(path)),
                                Credentials.NONE))
                        .orElse(Credentials.NONE),
                unsigned
                        ? Optional.empty()
                        : keyring(key + ".keyring", mapping.keyring().orElse("ubuntu-cloudimage")),
                Set.copyOf(problems.convertAll(
                        key + ".fingerprints", mapping.fingerprints().orElse(List.of()), Fingerprint::parse)),
                Set.copyOf(problems.convertAll(key + ".allow", mapping.allow().orElse(List.of()), Weakness::parse)),
                path(key, name, mapping),
                problems.convert(
                        key + ".poll-interval",
                        mapping.pollInterval().orElse("15m"),
                        Quantities::positiveDuration,
                        Duration.ZERO),
                problems.convert(
                        key + ".max-upstream-age",
                        mapping.maxUpstreamAge().orElse("30d"),
                        Quantities::positiveDuration,
                        Duration.ZERO),
                problems.convert(key + ".max-removal", mapping.maxRemoval().orElse("40%"), Quantities::share, 0.0),
                problems.convertAll(
                        key + ".exclude-streams",
                        mapping.excludeStreams().orElse(List.of()),
                        MirrorConverter::regularExpression),
                unfitStreams(key, mapping),
                problems.convert(
                        key + ".publish-after",
                        mapping.publishAfter().orElse("0"),
                        Quantities::durationOrZero,
                        Duration.ZERO),
                selections(key + ".selections", mapping.selections().orElse(List.of())),
                problems.convert(
                        key + ".whole-versions", mapping.wholeVersions().orElse("true"), Quantities::flag, true),
                retention(key + ".retention", mapping.retention()));
    }

    private URI source(String key, SettingsMapping.Mirror mapping, boolean unsigned) {
        if (mapping.source().isEmpty()) {
            problems.add(
                    key + ".source",
                    "is missing: the base URL of the upstream tree; or 'from', the mirror whose publications are promoted into this one");
        }
        return mapping.source()
                .map(text -> source(key + ".source", text, unsigned))
                .orElse(URI.create("http://unset/"));
    }

    private URI source(String key, String text, boolean unsigned) {
        return problems.convert(
                key, text, given -> SourceForm.checked(HttpUrl.parse(given), unsigned), URI.create("http://unset/"));
    }

    private String path(String key, MirrorName name, SettingsMapping.Mirror mapping) {
        String unset = "/unset-" + name;
        if (mapping.path().isEmpty()) {
            problems.add(
                    key + ".path", "is missing: where the tree is served, such as /maas/images/ephemeral-v3/stable");
        }
        return mapping.path()
                .map(text -> problems.convert(key + ".path", text, ServedPath::parse, unset))
                .orElse(unset);
    }

    private List<String> unfitStreams(String key, SettingsMapping.Mirror mapping) {
        return problems.convertAll(
                key + ".publish-unfit-streams",
                mapping.publishUnfitStreams().orElse(List.of()),
                MirrorConverter::regularExpression);
    }

    private MaasProfile maas(String key, SettingsMapping.Maas mapping) {
        MaasRelease oldest = release(key + ".oldest", mapping.oldest(), MaasProfile.DEFAULT.oldest());
        MaasRelease newest = release(key + ".newest", mapping.newest(), MaasProfile.DEFAULT.newest());
        return problems.convert(key, "", unused -> new MaasProfile(oldest, newest), MaasProfile.DEFAULT);
    }

    private MaasRelease release(String key, Optional<String> text, MaasRelease otherwise) {
        return text.map(label -> problems.convert(key, label, MaasRelease::parse, otherwise))
                .orElse(otherwise);
    }

    private Optional<Keyring> keyring(String key, String nameOrPath) {
        try {
            return Optional.of(new KeyringFinder(base).find(nameOrPath));
        } catch (IllegalArgumentException e) {
            problems.add(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Retention retention(String key, SettingsMapping.Retention mapping) {
        return new Retention(
                problems.convert(
                        key + ".publications", mapping.publications(), text -> Quantities.count(text, 1, 10_000), 1),
                problems.convert(key + ".grace", mapping.grace(), Quantities::duration, Duration.ZERO),
                problems.convert(
                        key + ".keep-removed",
                        mapping.keepRemoved().orElse("30d"),
                        Quantities::durationOrForever,
                        Optional.empty()));
    }

    private List<Selection> selections(String key, List<SettingsMapping.Selection> mappings) {
        var selections = new ArrayList<Selection>();
        for (int i = 0; i < mappings.size(); i++) {
            selections.add(selection(key + "[" + i + "]", mappings.get(i)));
        }
        return selections;
    }

    private Selection selection(String key, SettingsMapping.Selection mapping) {
        OptionalInt max = OptionalInt.empty();
        if (mapping.max().isPresent()) {
            max = OptionalInt.of(problems.convert(
                    key + ".max", mapping.max().get(), text -> Quantities.count(text, 1, 1_000_000), 1));
        }
        List<String> expressions = mapping.filters().orElse(List.of());
        return new Selection(problems.convertAll(key + ".filters", expressions, MirrorConverter::filter), max);
    }

    private static Filter filter(String expression) {
        try {
            return Filter.parse(expression);
        } catch (FilterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String regularExpression(String expression) {
        try {
            PythonRegex.compile(expression);
            return expression;
        } catch (FilterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
