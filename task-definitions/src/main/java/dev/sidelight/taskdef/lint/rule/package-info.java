/** What a rule is, what it looks at, and what it finds. */
@NullMarked
package dev.sidelight.taskdef.lint.rule;

import org.jspecify.annotations.NullMarked;
