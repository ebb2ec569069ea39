package dev.sidelight.taskdef.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.taskdef.lint.report.RuleText;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    @Test
    void rulesAreNumberedWithoutGaps() {
        assertThat(RuleBook.RULES)
                .extracting(Rule::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, RuleBook.RULES.size()).boxed().toList());
        assertThat(RuleBook.RULES).hasSizeGreaterThanOrEqualTo(103);
    }

    @Test
    void everyRuleIsExplained() {
        for (Rule rule : RuleBook.RULES) {
            assertThat(rule.title()).as(rule.id()).isNotBlank().doesNotEndWith(".");
            assertThat(rule.why()).as(rule.id()).matches(".*[.][\")]?");
            assertThat(rule.fix()).as(rule.id()).isNotBlank().doesNotEndWith(".");
            assertThat(rule.source()).as(rule.id()).isNotBlank();
            assertThat(RuleText.explanation(rule))
                    .contains(
                            rule.id(),
                            rule.why(),
                            rule.fix(),
                            rule.source(),
                            rule.stage().words());
        }
    }

    @Test
    void rulesAreFoundByTheirNumberHoweverItIsWritten() {
        assertThat(RuleBook.find("SL031")).hasValue(RuleBook.rule(31));
        assertThat(RuleBook.find("sl31")).hasValue(RuleBook.rule(31));
        assertThat(RuleBook.find("31")).hasValue(RuleBook.rule(31));
        assertThat(RuleBook.find("SL999")).isEmpty();
        assertThat(RuleBook.find("E3053")).isEmpty();
    }
}
