package io.streammirror.store;

/**
 * Abilities of a store that not every S3 store has. {@link StoreProbe} finds them by tests, because documentation
 * differs from behaviour.
 *
 * @param checksCrc32c whether it refuses bytes that differ from the CRC-32C sent with them
 * @param keepsListedParts whether completing an upload never yields other bytes than those of the listed ETags, though a part was
 *     sent again meanwhile; where it does, an upload must not outlive the process that began it
 * @param createsOnce whether of several writers that create the same object exactly one wins
 */
public record StoreAbilities(boolean checksCrc32c, boolean keepsListedParts, boolean createsOnce) {}
