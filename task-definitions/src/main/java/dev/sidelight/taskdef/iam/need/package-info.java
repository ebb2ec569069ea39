/** What a task definition needs: permissions, endpoints, and what is not known. */
@NullMarked
package dev.sidelight.taskdef.iam.need;

import org.jspecify.annotations.NullMarked;
