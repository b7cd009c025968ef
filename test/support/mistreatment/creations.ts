/*
 * Makes objects, fields, relations, indexes, records, roles and permissions.
 */
import { type Mistreated, type Statements, type Step, step } from './step.ts';

export function creations(
  {
    addObject,
    addField,
    options,
    relation,
    addIndex,
    addRole,
    changeRole,
    permit,
    ofObject,
    ofField,
  }: Statements,
  { id, schema }: Mistreated,
): readonly Step[] {
  return [
    step('objects', `${addObject('author', 'authors')}; ${addObject('book', 'books')}`),
    step(
      'a field of each type',
      [
        addField('book.title', 'TEXT', {
          settings: `'{"maxLength": 50}'`,
          defaultValue: `'"x"'`,
          isNullable: 'false',
        }),
        addField('book.isbn', 'TEXT', { isUnique: 'true', description: `'The number'` }),
        addField('book.price', 'NUMBER', {
          settings: `'{"min": 0, "precision": 10, "scale": 2}'`,
          defaultValue: `'1.5'`,
        }),
        addField('book.pages', 'NUMBER', {
          settings: `'{"min": 0, "dataType": "int"}'`,
          defaultValue: `'1'`,
        }),
        addField('book.genre', 'SELECT', {
          settings: options('A', 'B', 'C'),
          defaultValue: `'"A"'`,
        }),
        addField('book.tags', 'MULTI_SELECT', { settings: options('A', 'B') }),
        addField('book.cost', 'CURRENCY', { settings: `'{"currencyCode": "EUR"}'` }),
        addField('book.inStock', 'BOOLEAN', { defaultValue: `'true'`, isNullable: 'false' }),
        addField('book.published', 'DATE', { defaultValue: `'"today"'` }),
        addField('book.soldAt', 'DATE_TIME', { defaultValue: `'"now"'` }),
        addField('book.mail', 'EMAIL'),
        addField('book.site', 'URL'),
        addField('book.phone', 'PHONE'),
        addField('book.stars', 'RATING', { settings: `'{"max": 5}'`, defaultValue: `'3'` }),
      ].join('; '),
    ),
    step(
      'relations of each kind',
      [
        addField('book.author', 'RELATION', relation('MANY_TO_ONE', 'author')),
        addField(
          'book.editor',
          'RELATION',
          relation('MANY_TO_ONE', 'author', { relationTargetFieldName: 'edited' }),
        ),
        addField(
          'book.sequel',
          'RELATION',
          relation('MANY_TO_ONE', 'book', { relationTargetFieldName: 'prequels' }),
        ),
        addField('author.prize', 'RELATION', relation('ONE_TO_ONE', 'note')),
        addField('author.tasks', 'RELATION', relation('ONE_TO_MANY', 'task')),
        addField('author.readers', 'RELATION', relation('MANY_TO_MANY', 'person')),
      ].join('; '),
    ),
    step(
      'indexes',
      [
        addIndex('book', 'title,authorId'),
        addIndex('book', 'isbn,pages', { isUnique: 'true', where: `'deletedAt IS NULL'` }),
        addIndex('book', 'tags', { indexType: `'GIN'` }),
      ].join('; '),
    ),
    step(
      'records',
      `insert into ${schema}.author (id) values ('${id}');
       insert into ${schema}.book (title, isbn, "authorId") values ('one', '1', '${id}'), ('two', '2', null)`,
    ),

    step('roles', `${addRole('GUEST')}; ${addRole('CLERK')}`),
    step(
      'permissions of each kind',
      [
        permit('object', 'GUEST', ofObject('book'), { canSoftDeleteObjectRecords: 'false' }),
        permit('object', 'CLERK', ofObject('author'), {
          canReadObjectRecords: 'false',
          canCreateObjectRecords: 'false',
          canUpdateObjectRecords: 'false',
          canSoftDeleteObjectRecords: 'false',
        }),
        permit('field', 'GUEST', ofField('book.isbn'), { canUpdateFieldValue: 'false' }),
        permit('field', 'CLERK', ofField('book.author'), {
          canReadFieldValue: 'false',
          canUpdateFieldValue: 'false',
        }),
        permit('row', 'GUEST', ofObject('book'), {
          readFilter: `'{"or": [{"genre": {"in": ["A", "C"]}}, {"pages": {"gte": 1}}]}'`,
          updateFilter: `'{"authorId": {"eq": "${id}"}}'`,
          softDeleteFilter: `'{"tags": {"containsAny": ["A"]}}'`,
        }),
        permit('row', 'CLERK', ofObject('book'), {
          readFilter: `'{"editorId": {"eq": "$currentWorkspaceMember"}}'`,
        }),
      ].join('; '),
    ),
    step(
      'a role is renamed, and may less',
      [
        changeRole('CLERK', { name: `'SCRIBE'` }),
        changeRole('SCRIBE', { canSoftDeleteAllObjectRecords: 'false' }),
      ].join('; '),
    ),
  ];
}
