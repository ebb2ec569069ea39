package dev.sidelight.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.task.Container;
import dev.sidelight.task.Moment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Run RUN = new Run(Optional.of(Scene.START.wall()), Scene.at(2));

    @Test
    void wallClockThatIsSetForwardMakesItNoLonger() {
        Moment set = new Moment(Scene.at(3600).wall(), Scene.at(10).nanos());
        assertThat(RUN.lasted(set)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void wallClockThatIsSetBackMakesItNoYounger() {
        Moment set = new Moment(Scene.at(-3600).wall(), Scene.at(10).nanos());
        assertThat(RUN.lasted(set)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void startIsNewAndAMissingOneIsNot() {
        Scene scene = new Scene();
        Scene.Actor app = scene.container("app");
        Run first = Run.of(container(scene, 2), Optional.empty(), Scene.at(2));
        assertThat(first).isEqualTo(RUN);
        app.startedAt = Scene.at(60).wall().toString();
        Run second = Run.of(container(scene, 65), Optional.of(first), Scene.at(65));
        assertThat(second.lasted(Scene.at(70))).isEqualTo(Duration.ofSeconds(5));
        app.startedAt = "";
        assertThat(Run.of(container(scene, 75), Optional.of(second), Scene.at(75)))
                .isEqualTo(second);
    }

    private static Container container(Scene scene, double seconds) {
        return scene.poll(seconds).containers().getFirst().container();
    }
}
