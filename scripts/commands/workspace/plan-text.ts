/*
 * What a blueprint would do, as a list for people: a line for each thing that is added, changed or
 * deleted. What comes along with that (an object's own indexes, a relation's key, rights) is not listed.
 */
import { plainText } from '../../plain-text.ts';
import { coloured } from '../output.ts';

/** A row of core.plan_blueprint(). */
export interface PlanStep {
  readonly position: number;
  readonly type: string;
  readonly subject: string | null;
  readonly sql: string;
  readonly destructive: boolean;
}

/** All that is done to one thing. */
interface Line {
  readonly verb: Verb;
  readonly kind: string;
  readonly subject: string;
  readonly isLost: boolean;
  readonly sql: readonly string[];
}

type Verb = keyof typeof VERBS;

const VERBS = {
  CREATE: { sign: '+', colour: 'green', done: 'added' },
  UPDATE: { sign: '~', colour: 'yellow', done: 'changed' },
  DELETE: { sign: '-', colour: 'red', done: 'deleted' },
} as const;

/** The whole list, and how much it is. */
export function describePlan(steps: readonly PlanStep[], withSql: boolean): string {
  const all = linesOf(steps);
  const lines = withSql ? all : all.filter((line) => !comesAlong(line, all));
  if (lines.length === 0) return 'Nothing to do: the workspace is that already.';
  const counts = Object.entries(VERBS).map(
    ([verb, { done }]) => [lines.filter((line) => line.verb === verb).length, done] as const,
  );
  const lost = lines.filter(({ isLost }) => isLost).length;
  const summary = [...counts, [lost, 'lost'] as const]
    .filter(([count]) => count > 0)
    .map(([count, done]) => `${count} ${done}`);
  return `${lines.map((line) => textOf(line, withSql)).join('\n')}\n\n${summary.join(', ')}`;
}

function linesOf(steps: readonly PlanStep[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { type, subject, sql, destructive } of steps) {
    const [verb = '', kind = ''] = type.split('_');
    const key = `${type} ${subject}`;
    const line = lines.get(key);
    lines.set(key, {
      verb: isVerb(verb) ? verb : 'UPDATE',
      kind: kind.toLowerCase(),
      subject: subject ?? '',
      isLost: destructive || line?.isLost === true,
      sql: [...(line?.sql ?? []), sql],
    });
  }
  return [...lines.values()];
}

function comesAlong({ verb, kind, subject, sql }: Line, lines: readonly Line[]): boolean {
  if (kind === 'object' && verb === 'UPDATE')
    return sql.every((text) => text.startsWith('revoke '));
  const others = lines.filter((line) => line.verb === verb && line.kind !== kind);
  if (kind === 'relation')
    return others.some((line) => line.kind === 'field' && line.subject === subject);
  if (kind !== 'index') return false;
  return others.some((line) => {
    const [object = '', field] = line.subject.split('.');
    const columns =
      field === undefined ? ['deletedAt', 'createdAt', 'updatedAt'] : [`${field}`, `${field}Id`];
    return columns.some(
      (column) => subject.match(/^IDX_(.*?)(_search|_unique)?$/)?.[1] === `${object}_${column}`,
    );
  });
}

function textOf({ verb, kind, subject, isLost, sql }: Line, withSql: boolean): string {
  const { sign, colour } = VERBS[verb];
  const line = `${sign} ${kind} ${plainText(subject)}${isLost ? '  ! data would be lost' : ''}`;
  const statements = withSql
    ? sql.map((statement) => `\n    ${plainText(statement)}`).join('')
    : '';
  return coloured(isLost ? ['red', 'bold'] : colour, line) + statements;
}

function isVerb(text: string): text is Verb {
  return text in VERBS;
}
