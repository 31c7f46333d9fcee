import io.streammirror.cli.demo.SampleSite;
import java.nio.file.Path;
import java.time.Clock;

/** The sample upstream of the demo, which releases nothing new. Argument: the directory of its key, where its configuration is written. */
final class Upstream {
    public static void main(String[] arguments) throws Exception {
        SampleSite site = SampleSite.open(Path.of(arguments[0]), Clock.systemUTC());
        System.out.println(site.source());
        Thread.currentThread().join();
    }
}
