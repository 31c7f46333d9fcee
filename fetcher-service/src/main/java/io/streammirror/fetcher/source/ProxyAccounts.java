package io.streammirror.fetcher.source;

import io.streammirror.http.EnvironmentProxies;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Answers the challenges of proxies; a source that challenges is given nothing here. */
record ProxyAccounts(EnvironmentProxies proxies) implements CredentialsProvider {
    @Override
    public @Nullable Credentials getCredentials(AuthScope scope, @Nullable HttpContext context) {
        return scope.getHost() == null
                ? null
                : proxies.accountAt(scope.getHost(), scope.getPort())
                        .map(account -> new UsernamePasswordCredentials(account.getUserName(), account.getPassword()))
                        .orElse(null);
    }
}
