package io.streammirror.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class MirrorVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = MirrorVersion.class.getPackage().getImplementationVersion();
        return new String[] {"mirror " + (version == null ? "(not packaged)" : version)};
    }
}
