// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/** A page of the reference model. */
final class ModelPage {
  final long id;
  final int node;
  final int order;
  final boolean reserve;
  int ref = 1;
  long pp = 1;
  int slot = -1;
  boolean mapped;

  ModelPage(long id, int node, int order, boolean reserve) {
    this.id = id;
    this.node = node;
    this.order = order;
    this.reserve = reserve;
  }
}
