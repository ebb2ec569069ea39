/** IAM policies: statements, read and written. */
@NullMarked
package dev.sidelight.taskdef.iam.policy;

import org.jspecify.annotations.NullMarked;
