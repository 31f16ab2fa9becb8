/* SPDX-License-Identifier: MIT */
/* stream_handle.h: a handle of libuv's that is a TCP socket or a Unix socket: handle.type says which. */
#ifndef RUNTIME_LOOP_STREAM_HANDLE_H
#define RUNTIME_LOOP_STREAM_HANDLE_H

#include <uv.h>

typedef union StreamHandle {
  uv_handle_t handle;
  uv_stream_t stream;
  uv_tcp_t tcp;
  uv_pipe_t pipe;
} StreamHandle;

#endif
