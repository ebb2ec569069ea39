/** The iam command: a definition in, the policies it needs out. */
@NullMarked
package dev.sidelight.taskdef.iam;

import org.jspecify.annotations.NullMarked;
