package io.streammirror.publisher.page.overview;

import java.util.List;

/**
 * The front page of the site.
 *
 * @param summary how the site is, in one sentence
 * @param kind icon and colour of the summary
 * @param items that are being fetched, at most {@value #MAX_ITEMS}
 * @param moreItems how many more there are
 * @param maas the steps for MAAS; empty when there is more than one mirror, whose pages have them
 */
public record OverviewView(
        String summary,
        String kind,
        List<NeededAction> actions,
        List<MirrorLine> mirrors,
        List<ByteProgress> items,
        int moreItems,
        List<MaasSteps> maas,
        String keyring,
        String armoredKeyring) {
    static final int MAX_ITEMS = 12;

    public OverviewView {
        actions = List.copyOf(actions);
        mirrors = List.copyOf(mirrors);
        items = List.copyOf(items);
        maas = List.copyOf(maas);
    }
}
