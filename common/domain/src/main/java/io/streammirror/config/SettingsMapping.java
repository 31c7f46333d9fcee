package io.streammirror.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shape of the configuration file: which keys exist and what they are when not given.
 *
 * <p>Public only because SmallRye Config generates its implementation. Leaves are text on purpose: {@link SettingsReader} turns them into domain values and collects every problem, where a
 * typed mapping would stop at its own messages, which name neither the file nor what to write instead.
 */
@ConfigMapping(prefix = "stream-mirror")
public interface SettingsMapping {
    Map<String, Mirror> mirrors();

    Fetch fetch();

    Serve serve();

    Signing signing();

    Store store();

    Kafka kafka();

    Admin admin();

    /** Keys that say how upstream is read have no default here: whether one was given at all decides whether {@link #from} may stand beside it. */
    interface Mirror {
        Optional<String> source();

        Optional<String> from();

        Optional<List<String>> fallbackSources();

        Optional<String> credentialsFile();

        Optional<String> keyring();

        Optional<List<String>> fingerprints();

        Optional<String> unsigned();

        Optional<List<String>> allow();

        Optional<String> path();

        Optional<String> pollInterval();

        Optional<String> maxUpstreamAge();

        Optional<String> maxRemoval();

        Optional<List<String>> excludeStreams();

        Optional<List<String>> publishUnfitStreams();

        Optional<String> publishAfter();

        Optional<List<Selection>> selections();

        Optional<String> wholeVersions();

        Retention retention();

        Maas maas();
    }

    interface Maas {
        @WithDefault("3.4")
        String oldest();

        @WithDefault("3.8")
        String newest();
    }

    interface Selection {
        Optional<List<String>> filters();

        Optional<String> max();
    }

    interface Retention {
        @WithDefault("10")
        String publications();

        @WithDefault("48h")
        String grace();

        Optional<String> keepRemoved();

        @WithDefault("2h")
        String overlap();

        @WithDefault("365d")
        String upstreamDocuments();
    }

    interface Fetch {
        @WithDefault("4")
        String slots();

        @WithDefault("8")
        String connectionsPerHost();

        @WithDefault("56M")
        String buffers();

        @WithDefault("100K")
        String minRate();

        @WithDefault("off")
        String bandwidth();

        @WithDefault("30s")
        String idleTimeout();

        @WithDefault("4s")
        String drainTimeout();
    }

    interface Serve {
        Optional<String> cache();

        @WithDefault("20G")
        String cacheSize();

        Optional<String> tls();

        Optional<String> tlsKey();

        @WithDefault("4000")
        String connections();

        @WithDefault("512")
        String connectionsPerClient();

        @WithDefault("256")
        String storeConnections();

        @WithDefault("2m")
        String drainTimeout();
    }

    interface Signing {
        @WithDefault("keys/mirror.key")
        String keyFile();

        Optional<String> passphraseFile();

        Optional<List<String>> command();

        Optional<String> publicKeyFile();

        @WithDefault("30s")
        String timeout();
    }

    interface Store {
        Optional<String> endpoint();

        @WithDefault("stream-mirror")
        String bucket();

        @WithDefault("us-east-1")
        String region();

        Optional<String> credentialsFile();

        @WithDefault("false")
        String singleWriter();

        @WithDefault("60s")
        String idleTimeout();

        @WithDefault("direct")
        String upload();

        Optional<String> capacity();
    }

    interface Kafka {
        Optional<String> bootstrap();

        Optional<String> propertiesFile();
    }

    interface Admin {
        Optional<String> tokenFile();
    }
}
