/*
 * What is said about an error, by SQLSTATE; what is not said.
 */
import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { SafeError } from 'postgraphile/grafast';
import {
  type ErrorContext,
  formatError,
  type PostgresError,
  publicError,
  RefusedWrite,
} from '../../../scripts/graphql/errors.ts';

function postgresError(code: string, fields: Partial<PostgresError> = {}): PostgresError {
  return Object.assign(new Error(`message of ${code}`), {
    code,
    severity: 'ERROR',
    routine: 'exec_stmt_raise',
    detail: 'Key (email)=(a@b.c)',
    ...fields,
  });
}

function context(): ErrorContext & { reported: [string, unknown][] } {
  const reported: [string, unknown][] = [];
  return {
    reported,
    report: (id, error) => reported.push([id, error]),
    fields: {
      has: (object, field) => object === 'company' && field === 'name',
      of: ({ table, constraint, column }) => {
        if (table !== 'company') return [];
        if (constraint === 'check_1') return [{ name: 'kind', fieldType: 'SELECT' }];
        return column === 'name' ? [{ name: 'name', fieldType: 'TEXT' }] : [];
      },
    },
  };
}

describe('by SQLSTATE', () => {
  test.each([
    ['22P02', 'BAD_USER_INPUT'],
    ['22001', 'BAD_USER_INPUT'],
    ['22003', 'BAD_USER_INPUT'],
    ['23001', 'BAD_USER_INPUT'],
    ['23502', 'BAD_USER_INPUT'],
    ['23503', 'BAD_USER_INPUT'],
    ['23514', 'BAD_USER_INPUT'],
    ['54000', 'BAD_USER_INPUT'],
    ['54001', 'BAD_USER_INPUT'],
    ['54011', 'BAD_USER_INPUT'],
    ['23505', 'CONFLICT'],
    ['28000', 'UNAUTHENTICATED'],
    ['42501', 'FORBIDDEN'],
    ['57014', 'TIMEOUT'],
    ['55P03', 'TIMEOUT'],
    ['40001', 'TIMEOUT'],
    ['40P01', 'TIMEOUT'],
    ['MC101', 'METADATA_VALIDATION_FAILED'],
    ['42P01', 'INTERNAL_SERVER_ERROR'],
    ['XX000', 'INTERNAL_SERVER_ERROR'],
  ])('%s is %s', (sqlstate, code) => {
    expect(publicError(postgresError(sqlstate), context()).extensions.code).toBe(code);
  });

  test.each([
    ['28000', { severity: 'FATAL', routine: 'ClientAuthentication' }],
    // The severity is in the language of the server.
    ['28000', { severity: 'ВАЖНО', routine: 'ClientAuthentication' }],
    ['42501', { severity: 'FATAL', routine: 'CheckMyDatabase' }],
  ])("%s while connecting is ours, not the token's: %j", (sqlstate, fields) => {
    const said = publicError(postgresError(sqlstate, fields), context());
    expect(said.extensions.code).toBe('INTERNAL_SERVER_ERROR');
  });

  test("another record's value is never said", () => {
    for (const sqlstate of ['23505', '23001', '23503', '23514', '23502', '42501', '42P01']) {
      expect(JSON.stringify(publicError(postgresError(sqlstate), context()))).not.toContain(
        'a@b.c',
      );
    }
  });
});

describe('what is said', () => {
  test('a constraint names its field and its rule', () => {
    const error = postgresError('23514', { table: 'company', constraint: 'check_1' });
    expect(publicError(error, context())).toEqual({
      message: 'company.kind must be one of its options.',
      extensions: { code: 'BAD_USER_INPUT', object: 'company', fields: ['kind'] },
    });
  });

  test('of a write, with the record it was about', () => {
    const error = postgresError('23505', { table: 'company', constraint: 'check_1' });
    const facts = { object: 'company', index: 3, conflictingRecordId: 'x' };
    expect(publicError(new RefusedWrite(error, facts), context())).toEqual({
      message: 'data[3]: Another company has this kind.',
      extensions: {
        code: 'CONFLICT',
        object: 'company',
        fields: ['kind'],
        index: 3,
        conflictingRecordId: 'x',
      },
    });
  });

  test('of a write, with the field whose value does not fit, if it may be read', () => {
    const error = postgresError('22001');
    const say = (fields: string[]) =>
      publicError(new RefusedWrite(error, { object: 'company', fields }), context());
    expect(say(['name'])).toEqual({
      message: 'company.name: message of 22001.',
      extensions: { code: 'BAD_USER_INPUT', object: 'company', fields: ['name'] },
    });
    expect(say(['salary'])).toEqual({
      message: 'message of 22001',
      extensions: { code: 'BAD_USER_INPUT', sqlstate: '22001' },
    });
  });

  test.each([
    ['23503', false, 'company.kind names a record that does not exist.'],
    ['23503', true, 'company.kind still names this record.'],
    ['23001', false, 'company.kind still names this record.'],
  ])('of a foreign key: %s, in use %s', (sqlstate, isInUse, message) => {
    const error = postgresError(sqlstate, { table: 'company', constraint: 'check_1' });
    expect(publicError(new RefusedWrite(error, { isInUse }), context()).message).toBe(message);
  });

  test('a field that may not be read is not named', () => {
    for (const error of [
      postgresError('23502', { table: 'company', column: 'salary' }),
      postgresError('23514', { table: 'company', constraint: 'check_2' }),
      postgresError('23505', { table: 'payroll', constraint: 'check_1' }),
    ]) {
      expect(JSON.stringify(publicError(error, context()))).not.toMatch(/salary|check_|payroll/);
    }
  });

  test('a column that is null is named', () => {
    const error = postgresError('23502', { table: 'company', column: 'name' });
    expect(publicError(error, context()).message).toBe('company.name must not be null.');
  });

  test('the compiler explains itself', () => {
    const error = postgresError('MC201', { detail: 'the facts', hint: 'the remedy' });
    expect(publicError(error, context())).toEqual({
      message: 'message of MC201',
      extensions: {
        code: 'METADATA_VALIDATION_FAILED',
        sqlstate: 'MC201',
        detail: 'the facts',
        hint: 'the remedy',
        faults: [
          {
            sqlstate: 'MC201',
            message: 'message of MC201',
            detail: 'the facts',
            hint: 'the remedy',
            field: null,
          },
        ],
      },
    });
  });

  test('every fault that the compiler found', () => {
    const faults = [
      { sqlstate: 'MC101', message: 'a', detail: 'b', hint: 'c' },
      { sqlstate: 'MC105', message: 'd', detail: 'e', hint: 'f' },
    ];
    const error = postgresError('MC101', { constraint: JSON.stringify(faults) });
    expect(publicError(error, context()).extensions.faults).toEqual(
      faults.map((fault) => ({ ...fault, field: null })),
    );
  });

  test('core.authorize() explains itself; the server’s own word on who may log in stays inside', () => {
    const explained = postgresError('28000', { detail: 'the facts', hint: 'the remedy' });
    expect(publicError(explained, context())).toEqual({
      message: 'message of 28000',
      extensions: {
        code: 'UNAUTHENTICATED',
        sqlstate: '28000',
        detail: 'the facts',
        hint: 'the remedy',
      },
    });
    const server = postgresError('28000', { detail: 'host 10.0.0.1' });
    expect(JSON.stringify(publicError(server, context()))).not.toMatch(/message of|10\.0\.0\.1/);
  });

  test('our own refusals have their code, BAD_USER_INPUT where they say none', () => {
    expect(
      publicError(new SafeError('gone', { code: 'NOT_FOUND' }), context()).extensions.code,
    ).toBe('NOT_FOUND');
    expect(publicError(new SafeError('no'), context())).toEqual({
      message: 'no',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('where the compiler meets other tables than metadata says, that is said; elsewhere it is masked', () => {
    const where =
      'SQL statement "x"\nPL/pgSQL function compiler.apply_statements(y) line 4 at EXECUTE';
    expect(publicError(postgresError('42703', { where }), context()).extensions).toMatchObject({
      code: 'METADATA_VALIDATION_FAILED',
      sqlstate: '42703',
      detail: expect.stringContaining('message of 42703'),
    });
    expect(publicError(postgresError('42501', { where }), context()).extensions.code).toBe(
      'METADATA_VALIDATION_FAILED',
    );
    for (const error of [
      postgresError('42601', { where }),
      postgresError('42703'),
      postgresError('42703', { where: 'PL/pgSQL function compiler.plan_field(y) line 4' }),
    ]) {
      expect(publicError(error, context()).extensions.code).toBe('INTERNAL_SERVER_ERROR');
    }
  });

  test('anything else is masked, under an id that is in the log', () => {
    const logged = context();
    const cause = new TypeError('the password is 1234');
    const said = publicError(cause, logged);
    expect(said.message).not.toContain('1234');
    expect(logged.reported).toEqual([[said.extensions.id, cause]]);
  });
});

describe('within a result', () => {
  test('place stays, words are ours', () => {
    const error = new GraphQLError('original words', {
      path: ['company'],
      originalError: postgresError('42501'),
    });
    expect(formatError(error, context())).toMatchObject({
      path: ['company'],
      extensions: { code: 'FORBIDDEN' },
    });
  });

  test("GraphQL's word on the query is passed on, its word on our answer is masked", () => {
    expect(formatError(new GraphQLError('Unknown argument'), context())).toMatchObject({
      message: 'Unknown argument',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const ours = new GraphQLError('Cannot return null for non-nullable field', {
      path: ['company'],
    });
    expect(formatError(ours, context()).extensions?.code).toBe('INTERNAL_SERVER_ERROR');
  });
});
