/*
 * What GraphQL Code Generator writes of inputs, as callers need it: lists may be readonly, values may be
 * undefined as well as left out, and null stands only where it is a value: in data, for a field that may
 * be null. In a filter it would find nothing, or not filter at all.
 */
import type { CodegenPlugin } from '@graphql-codegen/plugin-helpers';
import { type GraphQLSchema, isInputObjectType, isNonNullType, isObjectType } from 'graphql';
import { recordTypeName } from './narrow.ts';

/** The codegen option that goes with it. */
export const INPUT_MAYBE = 'T | null | undefined';

const GIVEN =
  '/** What may be left out, but is never null. */\nexport type Given<T> = T | undefined;';

/** The plugin that writes types, with inputs as described. */
export function withInputs(types: CodegenPlugin): CodegenPlugin {
  return rewritten(types, GIVEN, (content, schema) =>
    content.replace(/^export type (\w+) = \{\n.*?^\};$/gms, (block, name: string) =>
      isInputObjectType(schema.getType(name)) ? inputText(schema, name, block) : block,
    ),
  );
}

/** The plugin that writes the types of operations: the same for lists among their variables. */
export function withReadonlyVariables(operations: CodegenPlugin): CodegenPlugin {
  return rewritten(operations, '', (content) =>
    content.replace(/^export type \w+Variables = .*?^\}>;$/gms, readonly),
  );
}

function rewritten(
  { plugin }: CodegenPlugin,
  before: string,
  rewrite: (content: string, schema: GraphQLSchema) => string,
): CodegenPlugin {
  return {
    plugin: async (...given) => {
      const written = await plugin(...given);
      if (typeof written === 'string') return rewrite(written, given[0]);
      const { content, prepend = [] } = written;
      return { ...written, prepend: [...prepend, before], content: rewrite(content, given[0]) };
    },
  };
}

function readonly(text: string): string {
  return text.replace(/\bArray</g, 'ReadonlyArray<');
}

function inputText(schema: GraphQLSchema, name: string, block: string): string {
  return readonly(block).replace(
    /^( {2}(\w+)\??: )(?:(InputMaybe)<)?(.*);$/gm,
    (_line, start: string, field: string, maybe: string | undefined, rest: string) => {
      const wrapper = mayBeNull(schema, name, field) ? 'InputMaybe' : 'Given';
      const type = maybe === undefined ? rest : `${wrapper}<${rest}`;
      return `${start}${type}${start.includes('?') ? inherited(field) : ''};`;
    },
  );
}

/** Whether null is a value there. Of data that a record need not have, it is. */
function mayBeNull(schema: GraphQLSchema, input: string, field: string): boolean {
  const [, object] = /^(\w+)(?:Create|Update)Input$/.exec(input) ?? [];
  if (object === undefined) return false;
  const record = schema.getType(recordTypeName(object));
  return isObjectType(record) && !isNonNullType(record.getFields()[field]?.type);
}

/** An object literal that leaves out `toString` has one all the same: it must fit. */
function inherited(field: string): string {
  return field in Object.prototype ? ` | Object['${field}']` : '';
}
