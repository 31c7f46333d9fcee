package io.streammirror.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's compose file under a project name of its own; containers are found by the labels that compose gives them. */
final class Compose {
    private static final List<List<String>> COMMANDS = List.of(List.of("docker-compose"), List.of("docker", "compose"));

    private final List<String> command;
    private final String project;
    private final Map<String, String> environment;

    /**
     * @param command how compose is called here
     * @param environment variables of the file
     */
    Compose(List<String> command, String project, Map<String, String> environment) {
        this.command = command;
        this.project = project;
        this.environment = environment;
    }

    /** How compose is called here: with a hyphen, with a blank, both or not at all. */
    static List<List<String>> installed() {
        return COMMANDS.stream()
                .filter(command ->
                        new Command(with(command, "version"), Map.of()).run().code() == 0)
                .toList();
    }

    static boolean engineAnswers() {
        return Command.of("docker", "info").run().code() == 0;
    }

    /** The output of a command of compose; fails unless it succeeds. */
    String run(String... arguments) {
        return new Command(with(with(command, "-p", project), arguments), environment).output();
    }

    /** The containers of a service, running or not, but for those of {@code run}. */
    List<String> containers(String service) {
        return listed("ps", "-aq", "--filter", "label=com.docker.compose.service=" + service);
    }

    /** The name of every container, network and volume of the project. */
    List<String> everything() {
        return Stream.of(
                        listed("ps", "-a", "--format", "container {{.Names}}"),
                        listed("network", "ls", "--format", "network {{.Name}}"),
                        listed("volume", "ls", "--format", "volume {{.Name}}"))
                .flatMap(List::stream)
                .toList();
    }

    private List<String> listed(String... arguments) {
        var words = with(with(List.of("docker"), arguments), "--filter", "label=com.docker.compose.project=" + project);
        return new Command(words, Map.of()).output().lines().toList();
    }

    private static List<String> with(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }
}
