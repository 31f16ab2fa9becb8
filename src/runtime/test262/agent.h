/* SPDX-License-Identifier: MIT */
/* agent.h: the agents of the test262 suite: threads, each with a runtime of its own, that share
 * memory with the main program   (its INTERPRETING.md, "agent") */
#ifndef RUNTIME_AGENT_H
#define RUNTIME_AGENT_H

#include "runtime/runtime.h"

typedef struct Agent Agent;
typedef struct AgentCluster AgentCluster;

/* Defines `agent` on a $262. */
bool agent_define(Runtime *rt, MoteValue host);
/* In the agent's thread, whose runtime this is: from now on it can be stopped. */
void agent_join_cluster(Runtime *rt, Agent *agent);
/* Whether the main program has ended, so that this agent's must, too. */
bool agent_is_over(Agent *agent);
/* The end of the main program: stops all agents and waits for their threads. */
void agents_end(Runtime *rt);

#endif
