/** Environment files, by the rules that ECS reads them by. */
@NullMarked
package dev.sidelight.taskdef.lint.env;

import org.jspecify.annotations.NullMarked;
