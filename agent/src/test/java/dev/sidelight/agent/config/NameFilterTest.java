package dev.sidelight.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFilterTest {

    @ParameterizedTest
    @CsvSource({
        "*,app,true",
        "*,'',true",
        "app,app,true",
        "app,apps,false",
        "app,ap,false",
        "app*,app,true",
        "app*,application,true",
        "*app,my-app,true",
        "*-app-*,my-app-1,true",
        "*-app-*,my-app,false",
        "a?c,abc,true",
        "a?c,ac,false",
        "a*b*c,aXbXbXc,true",
        "a*b*c,aXbX,false",
        "a.c,abc,false",
        "[a],a,false",
        "App,app,false",
        "**,x,true",
    })
    void globMatchesWholeNames(String glob, String name, boolean matches) {
        assertThat(new NameFilter(List.of(glob), List.of()).includes(name)).isEqualTo(matches);
    }

    @Test
    void excludedNameIsNotShownThoughIncluded() {
        NameFilter filter = new NameFilter(List.of("app-*", "web"), List.of("*-debug"));
        assertThat(filter.includes("app-1")).isTrue();
        assertThat(filter.includes("web")).isTrue();
        assertThat(filter.includes("app-debug")).isFalse();
        assertThat(filter.includes("other")).isFalse();
    }

    @Test
    @Timeout(5)
    void globOfManyStarsIsNotExponential() {
        assertThat(new NameFilter(List.of("*a".repeat(50) + "b"), List.of()).includes("a".repeat(2_000)))
                .isFalse();
    }
}
