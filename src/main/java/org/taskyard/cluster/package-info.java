/**
 * The nodes of the cluster: how each is, and whether it takes tasks.
 *
 * <p>Each node reports itself every ten seconds ({@link org.taskyard.cluster.ReportNode}), and
 * learns by the same statement whether it is asked to take no tasks; a hint makes it report at
 * once. {@link org.taskyard.cluster.NodeResource} is the door: what it shows is the view {@code
 * node_list} (V010__roster.sql), what it asks is a flag in the node's row, set by {@link
 * org.taskyard.cluster.DrainNode}. JMX asks the same way.
 */
package org.taskyard.cluster;
