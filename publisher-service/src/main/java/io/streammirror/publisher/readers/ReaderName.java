package io.streammirror.publisher.readers;

import io.streammirror.api.ReaderAgents;
import io.streammirror.text.SafeText;

/**
 * The identity of one client.
 *
 * @param group of its {@code User-Agent}: {@link ReaderAgents#group}
 */
record ReaderName(String address, String group) {
    private static final int MAX_AGENT = 120;

    static ReaderName of(ReaderRequest request) {
        return new ReaderName(request.address(), ReaderAgents.group(shown(request.agent())));
    }

    /** The agent as people may see it. */
    static String shown(String agent) {
        return SafeText.line(agent, MAX_AGENT);
    }
}
