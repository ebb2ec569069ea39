package dev.sidelight.agent.metric;

import dev.sidelight.agent.metric.Metric.Kind;
import dev.sidelight.agent.metric.Metric.Sample;
import dev.sidelight.task.ContainerStats;
import dev.sidelight.task.Count;
import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredContainer.Live;
import dev.sidelight.task.MeasuredInterface;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.NetworkSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of rows that the catalogue is made of, by what they are read from: a task, a container, a device … */
final class Rows {

    static final String CONTAINER = "container_name";

    private Rows() {}

    /** One sample of the task. */
    static Metric task(String name, String help, Function<MeasuredTask, OptionalDouble> value) {
        return new Metric(
                name,
                Kind.GAUGE,
                help,
                List.of(),
                observation -> observation.task().stream().flatMap(task -> sample(List.of(), value.apply(task))));
    }

    /** One sample of the task whose value is 1. */
    static Metric taskInfo(String name, String help, List<Label<MeasuredTask>> labels) {
        return new Metric(
                name,
                Kind.INFO,
                help,
                names(labels),
                observation -> observation.task().stream().map(task -> new Sample(values(labels, task), 1)));
    }

    /** A sample for each container. */
    static Metric container(String name, Kind kind, String help, Function<MeasuredContainer, OptionalDouble> value) {
        return containers(
                name,
                kind,
                help,
                List.of(),
                container -> sample(List.of(container.container().name()), value.apply(container)));
    }

    /** A sample for each container whose value is 1. */
    static Metric containerInfo(String name, String help, List<Label<MeasuredContainer>> labels) {
        return containers(
                name,
                Kind.INFO,
                help,
                names(labels),
                container -> Stream.of(
                        new Sample(withName(container, values(labels, container).toArray(String[]::new)), 1)));
    }

    /** Samples for each container. */
    static Metric containers(
            String name,
            Kind kind,
            String help,
            List<String> labels,
            Function<MeasuredContainer, Stream<Sample>> samples) {
        List<String> all = new ArrayList<>(List.of(CONTAINER));
        all.addAll(labels);
        return new Metric(
                name,
                kind,
                help,
                all,
                observation -> observation.containers().stream().flatMap(samples));
    }

    /** A sample for each container with live statistics. */
    static Metric live(String name, Kind kind, String help, Function<Live, OptionalDouble> value) {
        return container(
                name, kind, help, container -> container.live().map(value).orElseGet(OptionalDouble::empty));
    }

    /** A sample for each container with live statistics, of a value that is computed rather than read. */
    static Metric liveContainer(String name, String help, Function<MeasuredContainer, OptionalDouble> value) {
        return container(
                name,
                Kind.GAUGE,
                help,
                container -> container.live().isPresent() ? value.apply(container) : OptionalDouble.empty());
    }

    /** A sample for each device of each container with live statistics. */
    static Metric device(String name, String help, Function<ContainerStats.DeviceIo, Optional<Count>> value) {
        return containers(
                name,
                Kind.COUNTER,
                help,
                List.of("device"),
                container -> container.live().stream()
                        .flatMap(live -> live.stats().devices().stream())
                        .flatMap(device -> sample(withName(container, device.device()), count(value.apply(device)))));
    }

    /** A sample for each interface: the task's own, or those of each container. */
    static Metric network(String name, Kind kind, String help, Function<NetworkSample, OptionalDouble> value) {
        return new Metric(
                name,
                kind,
                help,
                List.of("interface", CONTAINER),
                observation -> Stream.concat(
                        observation.task().stream()
                                .flatMap(task -> task.interfaces().stream())
                                .flatMap(one -> sample(List.of(one.name(), ""), value.apply(one.sample()))),
                        observation.containers().stream()
                                .flatMap(container -> container.live().stream()
                                        .flatMap(live -> live.interfaces().stream())
                                        .flatMap(one -> interfaceSample(container, one, value)))));
    }

    /** A sample of the endpoint's own network rate: of the task, or of each container. */
    static Metric reportedRate(String name, String help, Function<ContainerStats.ReportedRate, OptionalDouble> value) {
        return new Metric(
                name,
                Kind.GAUGE,
                help,
                List.of(CONTAINER),
                observation -> observation.task().stream()
                        .flatMap(task -> task.task().separatesNetworks()
                                ? observation.containers().stream()
                                        .flatMap(container -> container.live().stream()
                                                .flatMap(live -> live.stats().reportedRate().stream())
                                                .flatMap(rate -> sample(withName(container), value.apply(rate))))
                                : task.reportedRate().stream()
                                        .flatMap(rate -> sample(List.of(""), value.apply(rate)))));
    }

    /** A label and where its value comes from. */
    record Label<T>(String name, Function<T, String> value) {}

    static Stream<Sample> sample(List<String> labelValues, OptionalDouble value) {
        return value.isPresent() ? Stream.of(new Sample(labelValues, value.getAsDouble())) : Stream.empty();
    }

    static List<String> withName(MeasuredContainer container, String... more) {
        List<String> values = new ArrayList<>(List.of(container.container().name()));
        values.addAll(List.of(more));
        return values;
    }

    static OptionalDouble count(Optional<Count> count) {
        return count.isPresent() ? OptionalDouble.of(count.get().toDouble()) : OptionalDouble.empty();
    }

    static OptionalDouble nanosAsSeconds(Optional<Count> nanos) {
        return nanos.isPresent() ? OptionalDouble.of(nanos.get().toDouble() / 1e9) : OptionalDouble.empty();
    }

    static OptionalDouble timestamp(Optional<Instant> instant) {
        return seconds(instant.map(moment -> Duration.between(Instant.EPOCH, moment)));
    }

    static OptionalDouble seconds(Optional<Duration> duration) {
        return duration.isPresent()
                ? OptionalDouble.of(duration.get().toSeconds() + duration.get().toNanosPart() / 1e9)
                : OptionalDouble.empty();
    }

    static OptionalDouble number(OptionalLong value) {
        return value.isPresent() ? OptionalDouble.of((double) value.getAsLong()) : OptionalDouble.empty();
    }

    static OptionalDouble scaled(OptionalDouble value, double factor) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
    }

    static OptionalDouble flag(boolean value) {
        return OptionalDouble.of(value ? 1 : 0);
    }

    private static Stream<Sample> interfaceSample(
            MeasuredContainer container, MeasuredInterface one, Function<NetworkSample, OptionalDouble> value) {
        return sample(List.of(one.name(), container.container().name()), value.apply(one.sample()));
    }

    private static <T> List<String> names(List<Label<T>> labels) {
        return labels.stream().map(Label::name).toList();
    }

    private static <T> List<String> values(List<Label<T>> labels, T of) {
        return labels.stream().map(label -> label.value().apply(of)).toList();
    }
}
