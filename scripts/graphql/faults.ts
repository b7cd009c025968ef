/*
 * Why the compiler refuses a change: every fault, each with the property of the
 * input that it concerns.
 *
 * The compiler judges rows, not requests: which property a fault is about follows
 * from its code, and of several that it may be about from the value it quotes.
 */
import type { ErrorContext, PostgresError } from './errors.ts';
import { FAULTS_MAX } from './limits.ts';
import { argumentsOf } from './misfits.ts';

export interface Fault {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail?: string | null | undefined;
  readonly hint?: string | null | undefined;
  /** The property of the input; null where no single one is wrong. */
  readonly field: string | null;
}

type Asked = Pick<ErrorContext, 'node' | 'variables'>;

const NAMES = ['name', 'nameSingular', 'namePlural', 'relationTargetFieldName'];
const DOMAINS = ['subdomain', 'domainName'];
const OPTIONS = ['options', 'settings'];
const TARGETS = ['relationTargetObjectId', 'objectMetadataId', 'fieldMetadataId', 'roleId'];
const IDENTIFIERS = ['labelIdentifierFieldMetadataId', 'imageIdentifierFieldMetadataId'];
const READING = ['canReadAllObjectRecords', 'canReadObjectRecords', 'canReadFieldValue'];
const DESTROYING = ['canDestroyAllObjectRecords', 'canDestroyObjectRecords'];
const FILTERS = ['readFilter', 'updateFilter', 'softDeleteFilter', 'destroyFilter'];

/** By code, the properties that a fault may be about, the likeliest first. */
const CONCERNED: Readonly<Record<string, readonly string[]>> = {
  MC101: NAMES,
  MC102: NAMES,
  MC103: NAMES,
  MC104: [...NAMES, ...DOMAINS],
  MC105: ['label', 'labelSingular', 'labelPlural', 'displayName', ...OPTIONS, 'name'],
  MC107: DOMAINS,
  MC201: ['type'],
  MC202: ['settings', 'permissions'],
  MC203: OPTIONS,
  MC204: ['defaultValue'],
  MC205: ['isUnique'],
  MC206: ['isNullable'],
  MC207: ['type', 'settings'],
  MC208: OPTIONS,
  MC209: ['isUnique'],
  MC210: ['type'],
  MC211: ['type'],
  MC301: [...TARGETS, ...IDENTIFIERS, 'permissions'],
  MC302: ['settings'],
  MC401: ['objectMetadataId', 'id'],
  MC502: [...NAMES, 'type'],
  MC505: [...READING, 'permissions', 'settings'],
  MC601: ['fields'],
  MC602: ['indexType', 'where', 'isUnique'],
  MC603: ['fields'],
  MC701: ['allow'],
  MC702: ['blueprint'],
  MC801: FILTERS,
  MC802: [...DESTROYING, 'settings'],
  MC803: ['fieldMetadataId', 'permissions', 'settings'],
  MC804: ['roleId'],
};

type Entry = readonly [name: string, value: unknown];

/** Every property of a value, the outer ones first. */
function entriesOf(value: unknown): Entry[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.entries(value);
  return [...own, ...Object.values(value).flatMap(entriesOf)];
}

function given({ node, variables }: Asked): Entry[] {
  return node ? entriesOf(argumentsOf(node, variables)) : [];
}

function concerned({ sqlstate, message, detail }: Omit<Fault, 'field'>, entries: Entry[]) {
  const names = CONCERNED[sqlstate] ?? [];
  const candidates = names.flatMap((name) => entries.filter(([key]) => key === name));
  const isQuoted = ([key, value]: Entry) =>
    typeof value === 'string'
      ? message.includes(`"${value}"`) || detail?.includes(value)
      : message.includes(` at ${key}`) ||
        Object.keys(value ?? {}).some((name) => detail?.includes(`"${name}"`));
  return (candidates.find(isQuoted) ?? candidates[0])?.[0] ?? null;
}

/** compiler.raise_faults() sends its list along; whatever else refuses has one reason. */
export function faultsOf(error: PostgresError, asked: Asked): Fault[] {
  const { code, message, detail, hint, constraint } = error;
  const faults: Omit<Fault, 'field'>[] =
    constraint === undefined
      ? [{ sqlstate: code, message, detail, hint }]
      : (JSON.parse(constraint) as Omit<Fault, 'field'>[]);
  const entries = given(asked);
  // Each is looked for among all that was given: of very many, that would keep others waiting.
  return faults
    .slice(0, FAULTS_MAX)
    .map((fault) => ({ ...fault, field: concerned(fault, entries) }));
}
