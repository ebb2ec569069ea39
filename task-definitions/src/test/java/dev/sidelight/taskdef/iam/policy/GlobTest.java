package dev.sidelight.taskdef.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {

    @Test
    void patternsMeetWhereSomeTextFitsBoth() {
        assertThat(Glob.meet("a*", "*b")).isTrue();
        assertThat(Glob.meet("a*", "b*")).isFalse();
        assertThat(Glob.meet("?", "*")).isTrue();
        assertThat(Glob.meet("?", "")).isFalse();
        assertThat(Glob.meet("*", "")).isTrue();
        assertThat(Glob.meet("secret:a-??????", "secret:a-*")).isTrue();
        assertThat(Glob.matchesAction("S3:get*", "s3:GetObject")).isTrue();
    }

    @Test
    void patternMeetsATextAsItsExpressionMatchesIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String pattern = any(random, "ab*?");
            String text = any(random, "ab");
            String expression = pattern.replace("*", ".*").replace("?", ".");
            assertThat(Glob.meet(pattern, text))
                    .as("seed %d: %s and %s", seed, pattern, text)
                    .isEqualTo(Pattern.matches(expression, text))
                    .isEqualTo(Glob.meet(text, pattern));
        }
    }

    private static String any(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
