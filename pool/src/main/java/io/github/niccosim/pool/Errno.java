// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/** Error numbers the pool functions return, with the kernel's values. */
public enum Errno {
  /** No such device or address. */
  ENOENT(2),
  /** Not enough memory. */
  ENOMEM(12),
  /** Bad address: the memory provider's operations are not read-only data. */
  EFAULT(14),
  /** All ids are taken. */
  EBUSY(16),
  /** No such device. */
  ENODEV(19),
  /** Invalid argument. */
  EINVAL(22),
  /** No space left: the id range is used up. */
  ENOSPC(28),
  /** Argument too big: the old limit on {@code pool_size}. */
  E2BIG(7),
  /** Not supported by the memory provider or the build. */
  EOPNOTSUPP(95),
  /** Too many references: socket buffers that must not be merged. */
  ETOOMANYREFS(109);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  /** Return the positive number, 1..133. */
  public int number() {
    return number;
  }
}
