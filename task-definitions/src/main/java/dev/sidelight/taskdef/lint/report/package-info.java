/** Findings for people and for programs. */
@NullMarked
package dev.sidelight.taskdef.lint.report;

import org.jspecify.annotations.NullMarked;
