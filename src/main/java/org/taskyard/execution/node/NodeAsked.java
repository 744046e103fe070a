package org.taskyard.execution.node;

/** Somebody asks this node to do something; what, its row of the nodes says. A hint only. */
public record NodeAsked() {}
