/* SPDX-License-Identifier: MIT */
/* agent.c: the agents of the test262 suite.
 *
 * The main program's first agent makes the cluster: one lock for everything that its threads share,
 * and one condition that is broadcast whenever some of it changes. An agent's thread ends only with
 * the main program, which then interrupts and wakes everybody; so an agent that waits for a promise,
 * with nothing in its loop, is still there when it is notified.
 *
 * Invariant: `rt` of an agent is set, under the lock, just as long as other threads may use its
 * runtime. */
#include "runtime/test262/agent.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"

/* Deep recursion is to end in a RangeError as it does in the main thread. */
#define STACK_SIZE ((size_t)8 << 20)

struct Agent {
  AgentCluster *cluster;
  Agent *next;
  uv_thread_t thread;
  RuntimeOptions options;
  char *script;
  size_t length;
  Runtime *rt;       /* NULL: not yet, or no more */
  bool started;      /* its program is about to run, or could not be made */
  uint64_t received; /* the last broadcast that it has taken */
};

typedef struct Report {
  struct Report *next;
  char *text;
  size_t length;
} Report;

struct AgentCluster {
  uv_mutex_t lock;
  uv_cond_t changed;
  Agent *agents;
  Report *first_report, **last_report;
  uint64_t broadcasts; /* how many there were; the rest is the last one */
  MoteSharedBytes *bytes;
  double number;
  uint64_t bigint;
  bool is_bigint;
  bool over;
};

/* --- the cluster --- */

static AgentCluster *cluster_of(Runtime *rt) {
  if (rt->agents) return rt->agents;
  AgentCluster *cluster = calloc(1, sizeof *cluster);
  if (!cluster) {
    mote_throw_out_of_memory(rt->vm);
    return NULL;
  }
  uv_mutex_init(&cluster->lock);
  uv_cond_init(&cluster->changed);
  cluster->last_report = &cluster->first_report;
  return rt->agents = cluster;
}

bool agent_is_over(Agent *agent) {
  AgentCluster *cluster = agent->cluster;
  uv_mutex_lock(&cluster->lock);
  bool over = cluster->over;
  uv_mutex_unlock(&cluster->lock);
  return over;
}

static void stop_all(AgentCluster *cluster) {
  uv_mutex_lock(&cluster->lock);
  cluster->over = true;
  for (Agent *agent = cluster->agents; agent; agent = agent->next) {
    if (!agent->rt) continue;
    mote_interrupt(agent->rt->vm);
    uv_async_send(&agent->rt->wake);
  }
  uv_cond_broadcast(&cluster->changed);
  uv_mutex_unlock(&cluster->lock);
}

static void free_reports(AgentCluster *cluster) {
  for (Report *next, *report = cluster->first_report; report; report = next) {
    next = report->next;
    mote_free(report->text);
    free(report);
  }
}

void agents_end(Runtime *rt) {
  AgentCluster *cluster = rt->agents;
  if (!cluster || rt->options.agent) return;
  stop_all(cluster);
  for (Agent *next, *agent = cluster->agents; agent; agent = next) {
    next = agent->next;
    uv_thread_join(&agent->thread);
    mote_free(agent->script);
    free(agent);
  }
  free_reports(cluster);
  mote_shared_bytes_release(cluster->bytes);
  uv_cond_destroy(&cluster->changed);
  uv_mutex_destroy(&cluster->lock);
  free(cluster);
  rt->agents = NULL;
}

/* --- an agent's thread --- */

void agent_join_cluster(Runtime *rt, Agent *agent) {
  AgentCluster *cluster = agent->cluster;
  rt->agents = cluster;
  uv_ref((uv_handle_t *)&rt->wake);
  uv_mutex_lock(&cluster->lock);
  agent->rt = rt;
  agent->received = cluster->broadcasts;
  agent->started = true;
  if (cluster->over) mote_interrupt(rt->vm);
  uv_cond_broadcast(&cluster->changed);
  uv_mutex_unlock(&cluster->lock);
}

/* Nobody waits for it, or stops it, any more. */
static void leave_cluster(Agent *agent) {
  AgentCluster *cluster = agent->cluster;
  uv_mutex_lock(&cluster->lock);
  agent->rt = NULL;
  agent->started = true;
  uv_cond_broadcast(&cluster->changed);
  uv_mutex_unlock(&cluster->lock);
}

static void run_agent(void *data) {
  Agent *agent = data;
  Runtime *rt = runtime_create(&agent->options);
  if (rt) {
    runtime_run_text(rt, agent->script, agent->length, "<agent>", false);
    if (!agent_is_over(agent)) runtime_finish(rt);
  }
  leave_cluster(agent);
  runtime_destroy(rt);
}

/* --- what the main program calls --- */

static Agent *agent_create(Runtime *rt, AgentCluster *cluster, char *script, size_t length) {
  Agent *agent = calloc(1, sizeof *agent);
  if (!agent) return NULL;
  agent->cluster = cluster;
  agent->script = script;
  agent->length = length;
  agent->options = rt->options;
  agent->options.agent = agent;
  agent->options.goal = GOAL_IS_SCRIPT;
  agent->options.strict = false;
  return agent;
}

/* agent.start ( script ): returns when the agent runs. */
static bool agent_start(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  AgentCluster *cluster = cluster_of(rt);
  uv_thread_options_t options = {.flags = UV_THREAD_HAS_STACK_SIZE, .stack_size = STACK_SIZE};
  char *script;
  size_t length;
  TRY(cluster);
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &script, &length));
  Agent *agent = agent_create(rt, cluster, script, length);
  if (!agent || uv_thread_create_ex(&agent->thread, &options, run_agent, agent) != 0) {
    free(agent);
    mote_free(script);
    return mote_throw_error(vm, MOTE_ERROR, "The agent could not be started");
  }
  uv_mutex_lock(&cluster->lock);
  agent->next = cluster->agents;
  cluster->agents = agent;
  while (!agent->started) uv_cond_wait(&cluster->changed, &cluster->lock);
  uv_mutex_unlock(&cluster->lock);
  return true;
}

static bool all_have_received(const AgentCluster *cluster) {
  for (const Agent *agent = cluster->agents; agent; agent = agent->next)
    if (agent->rt && agent->received != cluster->broadcasts) return false;
  return true;
}

/* agent.broadcast ( buffer, number ): returns when all agents have got them. */
static bool agent_broadcast(MoteVm *vm, MoteCall *call) {
  AgentCluster *cluster = cluster_of(runtime_of(vm));
  MoteValue second = mote_argument(call, 1);
  double number = 0;
  TRY(cluster);
  bool is_bigint = mote_is_bigint(vm, second);
  if (!is_bigint && !mote_is_undefined(vm, second)) TRY(mote_to_number(vm, second, &number));
  MoteSharedBytes *bytes = mote_shared_bytes_retain(vm, mote_argument(call, 0));
  if (!bytes) return mote_throw_error(vm, MOTE_TYPE_ERROR, "Not a SharedArrayBuffer");
  uv_mutex_lock(&cluster->lock);
  mote_shared_bytes_release(cluster->bytes);
  cluster->bytes = bytes;
  cluster->number = number;
  cluster->is_bigint = is_bigint;
  cluster->bigint = is_bigint ? mote_bigint_to_uint64(vm, second) : 0;
  cluster->broadcasts++;
  uv_cond_broadcast(&cluster->changed);
  while (!all_have_received(cluster)) uv_cond_wait(&cluster->changed, &cluster->lock);
  uv_mutex_unlock(&cluster->lock);
  return true;
}

/* agent.getReport ( ): the oldest report, or null. */
static bool agent_get_report(MoteVm *vm, MoteCall *call) {
  AgentCluster *cluster = cluster_of(runtime_of(vm));
  TRY(cluster);
  uv_mutex_lock(&cluster->lock);
  Report *report = cluster->first_report;
  if (report) cluster->first_report = report->next;
  if (!cluster->first_report) cluster->last_report = &cluster->first_report;
  uv_mutex_unlock(&cluster->lock);
  if (!report) return mote_return(call, mote_null());
  bool ok = mote_return_string(call, report->text, report->length);
  mote_free(report->text);
  free(report);
  return ok;
}

/* --- what an agent calls --- */

/* Waits for a broadcast that it has not had yet, and makes its arguments. */
static bool take_broadcast(Agent *agent, MoteVm *vm, MoteValue arguments[2]) {
  AgentCluster *cluster = agent->cluster;
  uv_mutex_lock(&cluster->lock);
  while (agent->received == cluster->broadcasts && !cluster->over)
    uv_cond_wait(&cluster->changed, &cluster->lock);
  agent->received = cluster->broadcasts;
  bool ok = cluster->over ? mote_throw_error(vm, MOTE_ERROR, "The program has ended")
                          : mote_shared_array_buffer_new(vm, cluster->bytes, &arguments[0]);
  arguments[1] = mote_number(cluster->number);
  if (ok && cluster->is_bigint) ok = mote_bigint_int64(vm, (int64_t)cluster->bigint, &arguments[1]);
  uv_cond_broadcast(&cluster->changed);
  uv_mutex_unlock(&cluster->lock);
  return ok;
}

/* agent.receiveBroadcast ( callback ): waits, then calls it with the buffer and the number. */
static bool agent_receive_broadcast(MoteVm *vm, MoteCall *call) {
  MoteValue arguments[2];
  TRY(take_broadcast(runtime_of(vm)->options.agent, vm, arguments));
  return mote_call(vm, mote_argument(call, 0), mote_undefined(), arguments, 2, NULL);
}

/* agent.report ( message ) */
static bool agent_report(MoteVm *vm, MoteCall *call) {
  AgentCluster *cluster = runtime_of(vm)->agents;
  Report *report = calloc(1, sizeof *report);
  if (!report) return mote_throw_out_of_memory(vm);
  if (!mote_to_utf8(vm, mote_argument(call, 0), &report->text, &report->length)) {
    free(report);
    return false;
  }
  uv_mutex_lock(&cluster->lock);
  *cluster->last_report = report;
  cluster->last_report = &report->next;
  uv_mutex_unlock(&cluster->lock);
  return true;
}

/* agent.leaving ( ): the thread stays until the main program ends. */
static bool agent_leaving(MoteVm *vm, MoteCall *call) {
  (void)vm;
  (void)call;
  return true;
}

/* --- what both call --- */

/* agent.sleep ( milliseconds ) */
static bool agent_sleep(MoteVm *vm, MoteCall *call) {
  AgentCluster *cluster = cluster_of(runtime_of(vm));
  double milliseconds;
  TRY(cluster);
  TRY(mote_to_number(vm, mote_argument(call, 0), &milliseconds));
  if (!(milliseconds > 0)) return true;
  uint64_t end = uv_hrtime() + (uint64_t)(milliseconds * 1e6);
  uv_mutex_lock(&cluster->lock);
  for (uint64_t now; !cluster->over && (now = uv_hrtime()) < end;)
    uv_cond_timedwait(&cluster->changed, &cluster->lock, end - now);
  uv_mutex_unlock(&cluster->lock);
  return true;
}

/* agent.monotonicNow ( ): milliseconds */
static bool agent_monotonic_now(MoteVm *vm, MoteCall *call) {
  (void)vm;
  return mote_return_number(call, (double)uv_hrtime() / 1e6);
}

bool agent_define(Runtime *rt, MoteValue host) {
  static const FunctionRow both[] = {{"sleep", agent_sleep, 1},
                                     {"monotonicNow", agent_monotonic_now, 0}};
  static const FunctionRow mains[] = {{"start", agent_start, 1},
                                      {"broadcast", agent_broadcast, 2},
                                      {"getReport", agent_get_report, 0}};
  static const FunctionRow agents[] = {{"receiveBroadcast", agent_receive_broadcast, 1},
                                       {"report", agent_report, 1},
                                       {"leaving", agent_leaving, 0}};
  MoteVm *vm = rt->vm;
  MoteValue object;
  TRY(mote_object_new(vm, &object) &&
      define_functions(vm, object, both, LENGTH_OF(both), MOTE_HIDDEN));
  TRY(rt->options.agent ? define_functions(vm, object, agents, LENGTH_OF(agents), MOTE_HIDDEN)
                        : define_functions(vm, object, mains, LENGTH_OF(mains), MOTE_HIDDEN));
  return mote_define(vm, host, "agent", object, MOTE_HIDDEN);
}
