/* SPDX-License-Identifier: MIT */
/* compiled_program.c: a program as one record of slots, which bytecode/portable.h writes and reads. */
#include "compile/compiled_program.h"

#include "bytecode/portable.h"

/* Items of the record. */
enum {
  PROGRAM_IS_MODULE, /* booleans and numbers are ints */
  PROGRAM_BODY, /* the script, or the module's body; what follows is of modules alone */
  PROGRAM_DECLARATIONS,
  PROGRAM_SCOPE_INFO, /* or none, as the lists */
  PROGRAM_REQUESTS,
  PROGRAM_IMPORTS,
  PROGRAM_LOCAL_EXPORTS,
  PROGRAM_INDIRECT_EXPORTS,
  PROGRAM_STAR_EXPORTS,
  PROGRAM_ENVIRONMENT_SLOTS,
  PROGRAM_TOP_LEVEL_AWAIT,
  PROGRAM_IMPORT_META,
  PROGRAM_FIELDS,
};

static void put_module(Vm *vm, Slots *record, const CompiledModule *module) {
  const void *const cells[] = {
      [PROGRAM_BODY] = module->body,
      [PROGRAM_DECLARATIONS] = module->declarations,
      [PROGRAM_SCOPE_INFO] = module->scope_info,
      [PROGRAM_REQUESTS] = module->requests,
      [PROGRAM_IMPORTS] = module->imports,
      [PROGRAM_LOCAL_EXPORTS] = module->local_exports,
      [PROGRAM_INDIRECT_EXPORTS] = module->indirect_exports,
      [PROGRAM_STAR_EXPORTS] = module->star_exports,
  };
  for (int i = PROGRAM_BODY; i <= PROGRAM_STAR_EXPORTS; i++)
    slot_store_cell(vm, record, &record->items[i], cells[i]);
  slot_store(vm, record, &record->items[PROGRAM_ENVIRONMENT_SLOTS],
             value_uint32(module->environment_slots));
  slot_store(vm, record, &record->items[PROGRAM_TOP_LEVEL_AWAIT],
             value_int(module->has_top_level_await));
  slot_store(vm, record, &record->items[PROGRAM_IMPORT_META], value_int(module->uses_import_meta));
}

bool compiled_program_write(Vm *vm, const CompiledProgram *program, Buffer *out) {
  bool is_module = program->goal == GOAL_MODULE;
  Slots *record = slots_new(vm, CELL_INTERNAL, PROGRAM_FIELDS);
  TRY(record);
  slot_store(vm, record, &record->items[PROGRAM_IS_MODULE], value_int(is_module));
  if (is_module) put_module(vm, record, &program->module);
  else slot_store_cell(vm, record, &record->items[PROGRAM_BODY], program->script);
  return portable_write(vm, value_cell(record), out);
}

/* The cell in an item, if it is of the type. */
static void *item(Vm *vm, const Slots *record, int index, CellType type) {
  Cell *cell = slot_is_cell(record->items[index]) ? slot_cell(vm, record->items[index]) : NULL;
  return cell && cell_type(cell) == type ? cell : NULL;
}

static uint32_t number(Vm *vm, const Slots *record, int index) {
  Slot slot = record->items[index];
  Value value = slot_is_none(slot) ? value_int(0) : slot_load(vm, slot);
  return value_is_int(value) ? (uint32_t)value_as_int(value) : 0;
}

static void get_module(Vm *vm, const Slots *record, CompiledModule *out) {
  *out = (CompiledModule){
      .body = item(vm, record, PROGRAM_BODY, CELL_CODE),
      .declarations = item(vm, record, PROGRAM_DECLARATIONS, CELL_CODE),
      .environment_slots = number(vm, record, PROGRAM_ENVIRONMENT_SLOTS),
      .scope_info = item(vm, record, PROGRAM_SCOPE_INFO, CELL_SCOPE_INFO),
      .requests = item(vm, record, PROGRAM_REQUESTS, CELL_SLOTS),
      .imports = item(vm, record, PROGRAM_IMPORTS, CELL_SLOTS),
      .local_exports = item(vm, record, PROGRAM_LOCAL_EXPORTS, CELL_SLOTS),
      .indirect_exports = item(vm, record, PROGRAM_INDIRECT_EXPORTS, CELL_SLOTS),
      .star_exports = item(vm, record, PROGRAM_STAR_EXPORTS, CELL_SLOTS),
      .has_top_level_await = number(vm, record, PROGRAM_TOP_LEVEL_AWAIT),
      .uses_import_meta = number(vm, record, PROGRAM_IMPORT_META),
  };
}

bool compiled_program_read(Vm *vm, const void *bytes, size_t length, Source *source,
                           CompiledProgram *out) {
  Value value;
  TRY(portable_read(vm, bytes, length, source, &value));
  Slots *record = value_is_type(value, CELL_INTERNAL) ? (Slots *)value_as_cell(value) : NULL;
  if (!record || cell_header_data(record) != PROGRAM_FIELDS ||
      !item(vm, record, PROGRAM_BODY, CELL_CODE))
    return throw_syntax_error(vm, ERROR_CODE_DAMAGED);
  *out =
      (CompiledProgram){.goal = number(vm, record, PROGRAM_IS_MODULE) ? GOAL_MODULE : GOAL_SCRIPT};
  if (out->goal == GOAL_SCRIPT) out->script = item(vm, record, PROGRAM_BODY, CELL_CODE);
  else get_module(vm, record, &out->module);
  keep_alive(record);
  return true;
}
