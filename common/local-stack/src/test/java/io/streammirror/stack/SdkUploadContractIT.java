package io.streammirror.stack;

import io.streammirror.store.UploadWay;

/** Where bytes go by the SDK too, as {@code store.upload: sdk} has it. */
final class SdkUploadContractIT extends EmbeddedS3Contract {
    SdkUploadContractIT() {
        super(UploadWay.SDK);
    }
}
