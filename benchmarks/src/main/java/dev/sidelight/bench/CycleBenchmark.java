package dev.sidelight.bench;

import dev.sidelight.endpoint.DecodeException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Each step of a poll, and a scrape, compiled as the agent's JVM compiles them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"})
public class CycleBenchmark {

    /** Containers of the task. */
    @Param({"1", "3", "10"})
    private int containers;

    private byte[] task = {};
    private byte[] stats = {};
    private Cycle cycle = Cycle.of(new Documents(1));

    /** One poll has been done. */
    @Setup
    public void setUp() throws DecodeException {
        Documents documents = new Documents(containers);
        task = documents.task();
        stats = documents.stats(1);
        cycle = Cycle.of(documents);
        cycle.decode(task, stats);
    }

    /** Both documents. */
    @Benchmark
    public void decode() throws DecodeException {
        cycle.decode(task, stats);
    }

    /** Rates and ratios. */
    @Benchmark
    public void measure() {
        cycle.measure();
    }

    /** Verdicts by the built-in policy. */
    @Benchmark
    public void decide() {
        cycle.decide();
    }

    /** The exposition in one format. */
    @Benchmark
    public void render() {
        cycle.render();
    }

    /** What a scrape does besides sending. */
    @Benchmark
    public int scrape() {
        return cycle.scrape();
    }
}
