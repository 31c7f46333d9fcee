package io.streammirror.publisher.page;

/** A file that pages load, with its bytes. */
public final class LoadedAsset {
    private final PageAsset asset;
    private final byte[] bytes;

    LoadedAsset(PageAsset asset, byte[] bytes) {
        this.asset = asset;
        this.bytes = bytes;
    }

    public String mediaType() {
        return asset.mediaType();
    }

    /** The whole file, which must not be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
