package io.streammirror.publisher;

import io.streammirror.config.Settings;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.store.ObjectStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the parts of the publisher injectable that know no framework themselves. */
@Singleton
public class PublisherParts {
    @Produces
    @Singleton
    SigningKey signingKey(Settings settings) {
        return SigningKeyFile.read(settings.signing());
    }

    /** What clients verify the tree with. */
    @Produces
    @Singleton
    Keyring publicKeyring(SigningKey key) {
        return key.publicKeyring();
    }

    @Produces
    @Singleton
    Publications publications(ObjectStore store) {
        return new Publications(store);
    }
}
