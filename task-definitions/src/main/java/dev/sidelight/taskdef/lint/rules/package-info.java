/** The rules: one table in sections, an entry each. */
@NullMarked
package dev.sidelight.taskdef.lint.rules;

import org.jspecify.annotations.NullMarked;
