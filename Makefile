# SPDX-License-Identifier: MIT
#
# The build of mote: plain GNU make, out of tree, one build folder for each
# configuration. `make help` lists the targets and the variables.
#
# Invariant: a build folder holds objects of one set of flags. The flags are
# kept in $(BUILD)/flags; when they change, everything in the folder is stale.

BUILD ?= build
TEST262 ?= ../test262
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

# ---- tools ---------------------------------------------------------------

first_on_path = $(firstword $(foreach c,$(1),$(if $(shell command -v $(c) 2>/dev/null),$(c))))

# The tail-calling interpreter needs clang 19; gcc comes before older clangs
# because its computed-goto interpreter is the faster one.
ifeq ($(origin CC),default)
CC := $(call first_on_path,clang-19 clang-22 clang-21 clang-20 gcc clang cc)
endif
CCACHE ?= $(call first_on_path,ccache)
PKG_CONFIG ?= pkg-config
OBJCOPY ?= objcopy
COMPILE := $(strip $(CCACHE) $(CC))

# V=1 shows the commands.
Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)')

# ---- flags ---------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
  -Wpointer-arith -Wno-missing-field-initializers -Werror
# gcc does not see that a function that throws answers false, and so believes that
# results may be read which nobody wrote.
ifneq ($(findstring gcc,$(notdir $(CC))),)
WARNINGS += -Wno-maybe-uninitialized
endif
DEFINES := -D_GNU_SOURCE -DMOTE_BUILD
ifdef DEBUG
OPTIMISE := -O1 -fno-omit-frame-pointer
DEFINES += -DMOTE_DEBUG_BUILD
else
# A frame pointer would cost each handler of the interpreter two instructions.
OPTIMISE := -O2 -fomit-frame-pointer
endif
ifdef SMALL
DEFINES += -DMOTE_SMALL
endif
ifdef SANITIZE
OPTIMISE := -O1 -fno-omit-frame-pointer
CODEGEN_EXTRA := -fsanitize=$(SANITIZE) -fno-sanitize-recover=all
LINK_EXTRA := -fsanitize=$(SANITIZE)
# The collector finds roots on the C stack, where the fake stack of ASan would hide them.
ifneq ($(findstring address,$(SANITIZE)),)
CODEGEN_EXTRA += $(if $(findstring gcc,$(notdir $(CC))),--param=asan-use-after-return=0,-fsanitize-address-use-after-return=never)
endif
ifneq ($(findstring thread,$(SANITIZE)),)
DEFINES += -DMOTE_THREAD_SANITIZER
endif
endif
ifdef LTO
CODEGEN_EXTRA += -flto
LINK_EXTRA += -flto $(OPTIMISE)
endif

# Slots and numbers share memory in ways that strict aliasing forbids. Numbers
# must round as IEEE 754 says, so a*b+c may not become one operation.
CODEGEN := -std=gnu17 $(OPTIMISE) -g -fno-strict-aliasing -fno-math-errno -ffp-contract=off \
  -fvisibility=hidden -ffunction-sections $(CODEGEN_EXTRA)
INCLUDES := -Iinclude -Isrc

GMP_CFLAGS = $(shell $(PKG_CONFIG) --cflags gmp 2>/dev/null)
GMP_LIBS = $(shell $(PKG_CONFIG) --libs gmp 2>/dev/null || echo -lgmp)
UV_CFLAGS = $(shell $(PKG_CONFIG) --cflags libuv)
UV_LIBS = $(shell $(PKG_CONFIG) --libs libuv)
LLHTTP_CFLAGS = -I/usr/share/include/llhttp
LLHTTP_OBJECTS = $(patsubst %,$(BUILD)/llhttp/%.o,api http llhttp)
# Libraries that are loaded when they are needed (src/runtime/lazy), which wants a few lines of assembly; linked elsewhere.
ifneq ($(filter x86_64-% aarch64-%,$(shell $(CC) -dumpmachine)),)
LAZY_CFLAGS = -DMOTE_LAZY_LIBRARIES
else
LAZY_LIBS = -lnghttp2 -lwslay -lcurl -lssl -lcrypto -lz -lbrotlienc -lbrotlidec -lzstd
endif
HOST_LIBS = $(UV_LIBS) $(LAZY_LIBS) -ldl
CMOCKA_CFLAGS = $(shell $(PKG_CONFIG) --cflags cmocka)
CMOCKA_LIBS = $(shell $(PKG_CONFIG) --libs cmocka)
ENGINE_LIBS = $(GMP_LIBS) -lm -lpthread

ALL_CFLAGS = $(CODEGEN) $(WARNINGS) $(DEFINES) $(INCLUDES) $(GMP_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = -Wl,--gc-sections $(LINK_EXTRA) $(LDFLAGS)

# ---- what is built -------------------------------------------------------

SOURCES := $(sort $(shell find src -name '*.c'))
HOST_SOURCES := $(filter src/runtime/% src/cli/%,$(SOURCES))
ENGINE_SOURCES := $(filter-out $(HOST_SOURCES),$(SOURCES))
object = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
ENGINE_OBJECTS := $(call object,$(ENGINE_SOURCES))
HOST_OBJECTS := $(call object,$(HOST_SOURCES))
CLI_OBJECTS := $(filter $(BUILD)/obj/src/cli/%,$(HOST_OBJECTS))
TESTABLE_OBJECTS := $(ENGINE_OBJECTS) $(filter-out $(CLI_OBJECTS),$(HOST_OBJECTS))

UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c))
UNIT_PROGRAMS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(UNIT_SOURCES))
EMBED_SOURCES := $(sort $(wildcard tests/embed/*.c))
EMBED_PROGRAMS := $(patsubst tests/embed/%.c,$(BUILD)/embed/%,$(EMBED_SOURCES))
EXAMPLE_PROGRAMS := $(patsubst examples/embed/%.c,$(BUILD)/examples/%,$(sort $(wildcard examples/embed/*.c)))

.PHONY: all help debug test unit embed lint fmt bench asan tsan stress small gcc fuzz \
  test-browser test262 wpt packages clean deps docs unit-programs embed-programs fuzz-programs \
  fuzzers fuzz-run soak tools FORCE
.DELETE_ON_ERROR:
.SUFFIXES:

all: $(BUILD)/mote $(if $(LTO),,$(BUILD)/libmote.a)

help:
	@sed -n 's/^#: //p' Makefile

#: make            build/mote and build/libmote.a
#: make debug      the same with assertions, in build/debug
#: make test       all tests; the last line is the total
#: make unit       C tests of single layers       make embed   C tests of mote.h
#: make asan       tests under ASan and UBSan     make stress  tests, collecting all the time
#: make tsan       tests under TSan: best with FILTER=runtime/workers and the like
#: make small      tests with every limit shrunk  make gcc     tests of the gcc build
#: make lint fmt   check, or correct, the style   make docs    regenerate docs/bytecode.md
#: make bench      the benchmarks beside the peers on PATH
#: make fuzz [PROGRAMS=20000]  the order of jobs in random async programs, compared with Node's
#: make fuzzers    libFuzzer's targets, in build/fuzz (wants clang 19)
#: make fuzz-run [SECONDS=60] [TARGET=parser]  runs each of them for so long
#: make test262 TEST262=<checkout> [FILTER=path]
#: make wpt WPT=<checkout> [FILTER=area-or-path]  web-platform-tests that need no browser
#: make packages   programs over npm's packages, beside Node (wants the network once) [FILTER=text]
#: make soak [SECONDS=60]  mixed, failing and vanishing clients against one server
#: make test-browser  a page in Chromium and a server of mote's (package chromium; part of make test where it is there)
#: make deps       install the Debian packages that are missing
#: make clean      remove $(BUILD)
#: Variables: BUILD=dir CC=compiler DEBUG=1 SMALL=1 LTO=1 SANITIZE=address,undefined
#:            CFLAGS= LDFLAGS= JOBS=n FILTER=text V=1

# ---- compiling -----------------------------------------------------------

FLAGS_NOW := $(CC) $(CODEGEN) $(WARNINGS) $(DEFINES) $(INCLUDES) $(CFLAGS) $(LDFLAGS) $(LINK_EXTRA)

$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(FLAGS_NOW)' | cmp -s - $@ || echo '$(FLAGS_NOW)' > $@

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(COMPILE) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Compiled code as bytes is of one build: of these files.
CODE_FINGERPRINT = $(shell cat src/bytecode/*.def src/bytecode/*.[ch] src/value/*.def src/builtins/*.def src/compile/*.[ch] 2>/dev/null | cksum | cut -d' ' -f1)
$(BUILD)/obj/src/bytecode/portable_read.o: ALL_CFLAGS += -DMOTE_CODE_FINGERPRINT=$(CODE_FINGERPRINT)u
$(BUILD)/obj/src/bytecode/portable_read.o: $(wildcard src/bytecode/* src/value/*.def src/builtins/*.def src/compile/*)

# gcc merges the dispatch jumps of the computed-goto interpreter into one, and takes
# them apart again only when the dispatch is no longer than this many instructions.
ifneq ($(findstring gcc,$(notdir $(CC))),)
$(BUILD)/obj/src/vm/interpreter.o: ALL_CFLAGS += -fno-gcse --param max-goto-duplication-insns=30
endif

# What the collector compares, and who looks into tables, tells a fuzzer nothing, and they compare all the time.
ifneq ($(findstring fuzzer,$(SANITIZE)),)
$(BUILD)/obj/src/heap/%.o $(BUILD)/obj/src/unicode/%.o: ALL_CFLAGS += -fno-sanitize-coverage=trace-cmp
endif

$(BUILD)/obj/src/runtime/%.o $(BUILD)/obj/src/cli/%.o: ALL_CFLAGS += $(UV_CFLAGS) $(LLHTTP_CFLAGS) $(LAZY_CFLAGS)

# Debian ships llhttp as its C source.
$(BUILD)/llhttp/%.o: /usr/share/llhttp/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(COMPILE) $(CODEGEN) $(LLHTTP_CFLAGS) -w -c -o $@ $<

# lib/ is compiled by a program that has the engine alone, and what that made, and the text, is taken into the binary.
LIBRARY_FILES := $(sort $(shell find lib -name '*.ts'))
LIBRARY_CODE := $(patsubst %,$(BUILD)/%.code,$(LIBRARY_FILES))

$(BUILD)/compile-library: tools/compile-library.c $(BUILD)/libmote.a
	$(call say,TOOL $@)
	$(Q)$(COMPILE) $(CODEGEN) $(WARNINGS) -D_GNU_SOURCE -Iinclude $(ALL_LDFLAGS) -o $@ $^ $(ENGINE_LIBS)

$(BUILD)/lib/%.code: lib/% $(BUILD)/compile-library
	@mkdir -p $(@D)
	$(call say,LIB $<)
	$(Q)$(BUILD)/compile-library $< $< $@

$(BUILD)/obj/src/runtime/modules/library.o: $(LIBRARY_FILES) $(LIBRARY_CODE)
$(BUILD)/obj/src/runtime/modules/library.o: ALL_CFLAGS += -DMOTE_LIBRARY_CODE='"$(BUILD)/lib"'

# All engine objects become one, in which only the mote_ functions stay global.
$(BUILD)/libmote.o: $(ENGINE_OBJECTS)
	$(call say,LD $@)
	$(Q)$(LD) -r -o $@.all $^
	$(Q)$(OBJCOPY) --localize-hidden $@.all $@
	@rm -f $@.all

$(BUILD)/libmote.a: $(BUILD)/libmote.o
	@rm -f $@
	$(call say,AR $@)
	$(Q)$(AR) rcs $@ $<

# For the unit tests, which look behind mote.h.
$(BUILD)/libmote-internal.a: $(TESTABLE_OBJECTS) $(LLHTTP_OBJECTS)
	@rm -f $@
	$(call say,AR $@)
	$(Q)$(AR) rcs $@ $^

$(BUILD)/mote: $(ENGINE_OBJECTS) $(HOST_OBJECTS) $(LLHTTP_OBJECTS)
	$(call say,LINK $@)
	$(Q)$(CC) $(CODEGEN) $(ALL_LDFLAGS) -o $@ $^ $(ENGINE_LIBS) $(HOST_LIBS)

# ---- tools and tests in C ------------------------------------------------

TOOL_FLAGS := -std=gnu17 -O2 -g $(WARNINGS) -D_GNU_SOURCE
TOOL_PROGRAMS := $(BUILD)/testrunner $(BUILD)/test262-runner $(BUILD)/wpt-runner $(BUILD)/bench-runner

tools: $(TOOL_PROGRAMS)

$(BUILD)/testrunner: tools/testrunner.c tools/process.c tools/text.c
$(BUILD)/test262-runner: tools/test262.c tools/test262_metadata.c tools/test262_report.c \
  tools/process.c tools/text.c
$(BUILD)/wpt-runner: tools/wpt.c tools/wpt_report.c tools/process.c tools/text.c
$(BUILD)/bench-runner: tools/bench.c tools/process.c tools/text.c

$(TOOL_PROGRAMS): $(wildcard tools/*.h)
	@mkdir -p $(@D)
	$(call say,TOOL $@)
	$(Q)$(COMPILE) $(TOOL_FLAGS) -Itools -o $@ $(filter %.c,$^) -lm

docs/bytecode.md: src/bytecode/opcodes.def tools/bytecode-doc
	@mkdir -p $(@D)
	tools/bytecode-doc $< > $@

docs: docs/bytecode.md

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libmote-internal.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,TEST $<)
	$(Q)$(COMPILE) $(ALL_CFLAGS) -Itests/unit -Wno-missing-prototypes $(CMOCKA_CFLAGS) -MMD -MP \
	  -c -o $@.o $<
	$(Q)$(CC) $(CODEGEN) $(ALL_LDFLAGS) -o $@ $@.o $(BUILD)/libmote-internal.a \
	  $(CMOCKA_LIBS) $(ENGINE_LIBS) $(HOST_LIBS)

# A program outside the project sees include/ and libmote.a, so these do too.
$(BUILD)/embed/%: tests/embed/%.c $(BUILD)/libmote.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,TEST $<)
	$(Q)$(COMPILE) $(CODEGEN) $(WARNINGS) -D_GNU_SOURCE -Iinclude $(CFLAGS) -MMD -MP -c -o $@.o $<
	$(Q)$(CC) $(CODEGEN) $(ALL_LDFLAGS) -o $@ $@.o $(BUILD)/libmote.a $(ENGINE_LIBS)

# The examples as their readers would compile them.
$(BUILD)/examples/%: examples/embed/%.c include/mote.h $(BUILD)/libmote.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,EXAMPLE $<)
	$(Q)$(CC) $(CODEGEN) $(WARNINGS) -D_GNU_SOURCE -Iinclude $(CFLAGS) $(ALL_LDFLAGS) -o $@ $< \
	  $(BUILD)/libmote.a $(ENGINE_LIBS)

# The clients of tests/runtime/http/run-wire and run-soak.
$(BUILD)/soak: tests/runtime/http/soak_clients.c tests/runtime/http/soak_clients.h
$(BUILD)/wire $(BUILD)/soak: $(BUILD)/%: tests/runtime/http/%.c
	@mkdir -p $(@D)
	$(call say,TOOL $@)
	$(Q)$(COMPILE) $(TOOL_FLAGS) -o $@ $(filter %.c,$^)

# libFuzzer's targets: a file of tests/fuzz each; programs.c has its grammar beside it.
FUZZ_TARGETS := parser regexp json number verifier programs keys url server
FUZZ_PROGRAMS := $(patsubst %,$(BUILD)/target/%,$(FUZZ_TARGETS))
FUZZ_OBJECTS := $(patsubst tests/fuzz/%.c,$(BUILD)/obj/tests/fuzz/%.o,$(wildcard tests/fuzz/*.c))

$(BUILD)/target/programs: $(BUILD)/obj/tests/fuzz/grammar.o
$(BUILD)/target/%: $(BUILD)/obj/tests/fuzz/%.o $(BUILD)/libmote-internal.a
	@mkdir -p $(@D)
	$(call say,FUZZER $@)
	$(Q)$(CC) $(CODEGEN) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $(filter %.o,$^) \
	  $(BUILD)/libmote-internal.a $(ENGINE_LIBS) $(HOST_LIBS)

unit-programs: $(UNIT_PROGRAMS)
fuzz-programs: $(FUZZ_PROGRAMS)
embed-programs: $(EMBED_PROGRAMS) $(EXAMPLE_PROGRAMS) $(BUILD)/wire $(BUILD)/soak

# ---- running the tests ---------------------------------------------------

# Unit tests want assertions, so a release build borrows them from its debug
# neighbour; a debug or sanitizer build uses its own.
ifneq ($(DEBUG)$(SANITIZE),)
UNIT_BUILD := $(BUILD)
else
UNIT_BUILD := $(BUILD)/debug
endif
UNIT_RUN = $(patsubst tests/unit/%.c,--program $(UNIT_BUILD)/unit/%,$(UNIT_SOURCES))
EMBED_RUN = $(patsubst %,--program %,$(EMBED_PROGRAMS) tests/embed/run-examples tests/runtime/inspect/run-trace \
  tests/runtime/http/run-wire tests/runtime/http/run-serve-command tests/runtime/http/run-soak tests/runtime/peers/run)
# The order of jobs in random programs, compared with Node's where node is there.
FUZZ_RUN = $(if $(SANITIZE)$(SMALL),,--program tests/async/fuzz/run)
RUNNER_FLAGS = --jobs $(JOBS) $(addprefix --filter ,$(FILTER)) $(TEST_FLAGS)

export ASAN_OPTIONS ?= abort_on_error=0:exitcode=99:allocator_may_return_null=1
export UBSAN_OPTIONS ?= print_stacktrace=1:halt_on_error=1

test: all $(BUILD)/testrunner embed-programs
ifneq ($(UNIT_SOURCES),)
	+$(MAKE) --no-print-directory BUILD=$(UNIT_BUILD) $(if $(DEBUG)$(SANITIZE),,DEBUG=1) unit-programs
endif
	MOTE=$(abspath $(BUILD)/mote) $(BUILD)/testrunner --mote $(BUILD)/mote $(RUNNER_FLAGS) \
	  $(UNIT_RUN) $(EMBED_RUN) $(FUZZ_RUN) tests examples

unit: $(BUILD)/testrunner
	+$(MAKE) --no-print-directory BUILD=$(UNIT_BUILD) $(if $(DEBUG)$(SANITIZE),,DEBUG=1) unit-programs
	$(BUILD)/testrunner $(RUNNER_FLAGS) $(UNIT_RUN)

embed: $(BUILD)/testrunner embed-programs
	MOTE=$(abspath $(BUILD)/mote) $(BUILD)/testrunner $(RUNNER_FLAGS) $(EMBED_RUN)

debug:
	+$(MAKE) BUILD=$(BUILD)/debug DEBUG=1 all

asan:
	+$(MAKE) BUILD=$(BUILD)/asan DEBUG=1 SANITIZE=address,undefined \
	  TEST_FLAGS='--slow 10 --without speed --without memory-limit' test

STRESS_TESTS := tests/language tests/async tests/builtins tests/regress
stress: debug $(BUILD)/testrunner
	MOTE_DEBUG=gc-stress,verify $(BUILD)/testrunner --mote $(BUILD)/debug/mote --slow 10 \
	  --without speed --without memory-limit $(RUNNER_FLAGS) $(STRESS_TESTS)

tsan:
	+$(MAKE) BUILD=$(BUILD)/tsan DEBUG=1 SANITIZE=thread \
	  TEST_FLAGS='--slow 10 --without speed --without memory-limit' test

small:
	+$(MAKE) BUILD=$(BUILD)/small DEBUG=1 SMALL=1 TEST_FLAGS='--slow 4 --without speed' test

gcc:
	+$(MAKE) BUILD=$(BUILD)/gcc CC=gcc test

PROGRAMS ?= 20000
fuzz: $(BUILD)/mote
	MOTE=$(abspath $(BUILD)/mote) tests/async/fuzz/run --programs $(PROGRAMS) $(FUZZ_FLAGS)

FUZZ_CC ?= clang-19
fuzzers:
	+$(MAKE) BUILD=$(BUILD)/fuzz CC=$(FUZZ_CC) DEBUG=1 SANITIZE=fuzzer-no-link,address,undefined fuzz-programs

SECONDS ?= 60
fuzz-run: fuzzers
	tests/fuzz/run --build $(BUILD)/fuzz --seconds $(SECONDS) --jobs $(JOBS) $(or $(TARGET),$(FUZZ_TARGETS))

test-browser: $(BUILD)/mote
	MOTE=$(abspath $(BUILD)/mote) tests/runtime/peers/run chromium

soak: $(BUILD)/mote $(BUILD)/soak
	MOTE=$(abspath $(BUILD)/mote) SECONDS_TO_SOAK=$(SECONDS) tests/runtime/http/run-soak

test262: $(BUILD)/mote $(BUILD)/test262-runner
	$(BUILD)/test262-runner --mote $(BUILD)/mote --jobs $(JOBS) \
	  --expectations tests/test262.expectations --skip-features tests/test262.features \
	  --failures $(BUILD)/test262.failures $(addprefix --filter ,$(FILTER)) $(TEST_FLAGS) $(TEST262)

wpt: $(BUILD)/mote $(BUILD)/wpt-runner
	$(BUILD)/mote tools/wpt/server.mjs $(WPT) \
	  $(BUILD)/wpt-runner --mote $(BUILD)/mote --jobs $(JOBS) --environment tools/wpt/environment.cjs \
	  --areas tests/wpt.areas --expectations tests/wpt.expectations --failures $(BUILD)/wpt.failures \
	  $(addprefix --filter ,$(FILTER)) $(TEST_FLAGS) $(WPT)

packages: $(BUILD)/mote
	tests/packages/run --mote $(BUILD)/mote $(addprefix --filter ,$(FILTER)) $(TEST_FLAGS)

bench: $(BUILD)/mote $(BUILD)/bench-runner
	bench/run --mote $(BUILD)/mote --runner $(BUILD)/bench-runner $(BENCH_FLAGS)

# ---- upkeep --------------------------------------------------------------

lint:
	BUILD='$(BUILD)' tools/lint

fmt:
	tools/format

deps:
	tools/install-deps.sh

clean:
	rm -rf $(BUILD)

-include $(ENGINE_OBJECTS:.o=.d) $(HOST_OBJECTS:.o=.d) $(FUZZ_OBJECTS:.o=.d) $(UNIT_PROGRAMS:=.d) $(EMBED_PROGRAMS:=.d)
