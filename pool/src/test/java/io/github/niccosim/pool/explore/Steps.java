// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.explore;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.VarHandle;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rewritten code calls; ignored unless an exploration runs on this thread. */
public final class Steps {
  /** Key of an object's monitor, and of everything it guards. */
  static final String MONITOR = "monitor";

  private static final ThreadLocal<@Nullable Exploration> CURRENT = new ThreadLocal<>();
  private static final Map<VarHandle, Object> NAMES = new IdentityHashMap<>();

  private Steps() {}

  static void current(@Nullable Exploration exploration) {
    CURRENT.set(exploration);
  }

  /**
   * Announce an access to a field, a monitor or a collection.
   *
   * @param target object, {@code null} if the access is about to fail
   * @param what name of the field
   * @param write whether it may change
   */
  public static void access(@Nullable Object target, String what, boolean write) {
    announce(target, what, write);
  }

  /** Announce an access to an array element. */
  public static void element(@Nullable Object array, int index, boolean write) {
    announce(array, index, write);
  }

  /** Announce an access through a {@link VarHandle} of a field. */
  public static void handle(VarHandle handle, @Nullable Object target, boolean write) {
    announce(target, nameOf(handle), write);
  }

  /** Announce that the last access has to be repeated until someone else changes its target. */
  public static void spin() {
    Exploration exploration = CURRENT.get();
    if (exploration != null) {
      exploration.spin();
    }
  }

  /** Begin a part that is one step. */
  public static void enter() {
    Exploration exploration = CURRENT.get();
    if (exploration != null) {
      exploration.enter();
    }
  }

  /** End the part begun by {@link #enter}. */
  public static void leave() {
    Exploration exploration = CURRENT.get();
    if (exploration != null) {
      exploration.leave();
    }
  }

  static void free(Object target) {
    Exploration exploration = CURRENT.get();
    if (exploration != null) {
      exploration.free(target);
    }
  }

  static int actor() {
    Exploration exploration = CURRENT.get();
    return exploration == null ? 0 : exploration.actor();
  }

  private static void announce(@Nullable Object target, Object what, boolean write) {
    Exploration exploration = CURRENT.get();
    if (exploration != null && target != null) {
      exploration.announce(target, what, write);
    }
  }

  private static Object nameOf(VarHandle handle) {
    synchronized (NAMES) {
      return NAMES.computeIfAbsent(
          handle,
          h ->
              h.describeConstable().map(d -> (Object) d.constantName()).orElse(ConstantDescs.NULL));
    }
  }
}
