// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import org.jspecify.annotations.Nullable;

/** Every task that has not ended, in the order of forking. */
final class LiveTasks {
  private @Nullable Task first;
  private @Nullable Task last;

  @Nullable Task first() {
    return first;
  }

  void add(Task task) {
    Task before = last;
    task.previousLive = before;
    last = task;
    if (before == null) {
      first = task;
    } else {
      before.nextLive = task;
    }
  }

  void remove(Task task) {
    Task before = task.previousLive;
    Task after = task.nextLive;
    if (before == null) {
      first = after;
    } else {
      before.nextLive = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previousLive = before;
    }
  }

  /** Cancel all, the youngest first. */
  void cancelAll() {
    for (Task task = last; task != null; task = task.previousLive) {
      task.requestCancel();
    }
  }

  /** Cancel the tasks forked in {@code scope}, the youngest first; not a main task that owns it. */
  void cancelChildrenOf(Scope scope) {
    for (Task task = last; task != null; task = task.previousLive) {
      if (task.parent == scope && task.scope != scope) {
        task.requestCancel();
      }
    }
  }
}
