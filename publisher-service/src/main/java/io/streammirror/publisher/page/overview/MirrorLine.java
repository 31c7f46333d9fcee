package io.streammirror.publisher.page.overview;

/**
 * One mirror on the front page.
 *
 * @param failures link to what fails and what is held
 * @param contents products and versions that are published; empty when nothing is
 * @param published when the live publication was made; empty when nothing is
 * @param maas the releases of MAAS that read it
 * @param busy whether something of it is being fetched
 */
public record MirrorLine(
        String name,
        String link,
        String failures,
        Health health,
        String contents,
        String published,
        String maas,
        boolean busy,
        ByteProgress progress) {}
