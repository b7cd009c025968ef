/*
 * Every change that metadata can undergo, one after the other, in SQL. Each step says what it does; the
 * steps depend on one another.
 */
import { metadataStatements } from './metadata-statements.ts';
import type { Queries, Workspace } from './workspaces.ts';

/** One statement on metadata. */
export interface Step {
  readonly name: string;
  readonly sql: string;
}

/** The steps for a workspace that has its standard objects alone. */
export function mistreatment(workspace: Pick<Workspace, 'id' | 'schema'>): readonly Step[] {
  const { id, schema } = workspace;
  const {
    object,
    field,
    gone,
    addObject,
    changeObject,
    removeObject,
    addField,
    changeField,
    removeFields,
    options,
    relation,
    addIndex,
    changeIndex,
    role,
    addRole,
    changeRole,
    permit,
    ofObject,
    ofField,
    changePermissions,
  } = metadataStatements(id);
  const step = (name: string, sql: string): Step => ({ name, sql });

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

    step(
      'an object is renamed, and described',
      changeObject('book', {
        nameSingular: `'tome'`,
        namePlural: `'tomes'`,
        description: `'Bound'`,
      }),
    ),
    step(
      'the target of relations is renamed',
      changeObject('author', { nameSingular: `'writer'`, namePlural: `'writers'` }),
    ),
    step(
      'a standard object is relabelled',
      changeObject('company', { labelSingular: `'Firm'`, labelPlural: `'Firms'`, icon: `'IconX'` }),
    ),
    step('an object is deactivated', changeObject('tome', { isActive: 'false' })),
    step('and changed meanwhile', changeField('tome.title', { description: `'meanwhile'` })),
    step('and extended meanwhile', addField('tome.meanwhile', 'TEXT')),
    step(
      'and permitted otherwise meanwhile',
      `${changePermissions('object', 'GUEST', { canUpdateObjectRecords: 'false' })};
       ${changePermissions('row', 'SCRIBE', { destroyFilter: `'{"pages": {"lt": 0}}'` })}`,
    ),
    step('and reactivated', changeObject('tome', { isActive: 'true' })),
    step('a standard object is deactivated', changeObject('opportunity', { isActive: 'false' })),
    step('and a standard field', changeField('person.phone', { isActive: 'false' })),

    step('a field is renamed, with its indexes', changeField('tome.title', { name: `'heading'` })),
    step('a SELECT is renamed', changeField('tome.genre', { name: `'kind'` })),
    step(
      'two fields swap their names, indexes with them',
      `update core."fieldMetadata" set name = case name when 'heading' then 'kind' else 'heading' end
       where "objectMetadataId" = ${object('tome')} and name in ('heading', 'kind')`,
    ),
    step(
      'and swap them back',
      `update core."fieldMetadata" set name = case name when 'heading' then 'kind' else 'heading' end
       where "objectMetadataId" = ${object('tome')} and name in ('heading', 'kind')`,
    ),
    step(
      'two objects swap their names',
      `update core."objectMetadata" set
         "nameSingular" = case "nameSingular" when 'tome' then 'writer' else 'tome' end,
         "namePlural" = case "nameSingular" when 'tome' then 'writers' else 'tomes' end
       where "workspaceId" = '${id}' and "nameSingular" in ('tome', 'writer')`,
    ),
    step(
      'and back',
      `update core."objectMetadata" set
         "nameSingular" = case "nameSingular" when 'tome' then 'writer' else 'tome' end,
         "namePlural" = case "nameSingular" when 'tome' then 'writers' else 'tomes' end
       where "workspaceId" = '${id}' and "nameSingular" in ('tome', 'writer')`,
    ),
    step('fields are deactivated', changeField('tome.isbn', { isActive: 'false' })),
    step('one that is not null', changeField('tome.inStock', { isActive: 'false' })),
    step('a field comes while others are hidden', addField('tome.added', 'TEXT')),
    step(
      'a field says itself who may what',
      changeField('tome.added', { settings: `'{"permissions": {"GUEST": ["READ"]}}'` }),
    ),
    step(
      'and then otherwise',
      changeField('tome.added', { settings: `'{"accessLevel": "SCRIBE"}'` }),
    ),
    step('a role comes, with all this', addRole('LATE')),
    step('fields are reactivated', changeField('tome.isbn', { isActive: 'true' })),
    step('the other', changeField('tome.inStock', { isActive: 'true' })),

    step(
      'TEXT to SELECT',
      changeField('tome.heading', {
        type: `'SELECT'`,
        settings: options('one', 'two', 'x'),
        defaultValue: 'null',
      }),
    ),
    step('SELECT to MULTI_SELECT', changeField('tome.heading', { type: `'MULTI_SELECT'` })),
    step(
      'MULTI_SELECT to TEXT',
      changeField('tome.heading', {
        type: `'TEXT'`,
        settings: 'null',
        defaultValue: `'"x"'`,
      }),
    ),
    ...[
      ['int to bigint', `'{"min": 0, "dataType": "bigint"}'`],
      ['bigint to numeric', `'{"min": 0, "precision": 10, "scale": 0}'`],
      ['numeric to float', `'{"min": 0, "dataType": "float"}'`],
      ['float to int', `'{"min": 0, "dataType": "int"}'`],
    ].map(([name = '', settings = '']) => step(name, changeField('tome.pages', { settings }))),
    step('NUMBER to RATING', changeField('tome.pages', { type: `'RATING'`, settings: 'null' })),
    step(
      'row permissions change, and one goes',
      `${changePermissions('row', 'GUEST', {
        readFilter: `'{"kind": {"in": ["A", "C"]}}'`,
        updateFilter: 'null',
        softDeleteFilter: `'{"not": {"kind": {"eq": "A"}}}'`,
      })};
       delete from core."rowPermission" where "roleId" = ${role('SCRIBE')}`,
    ),
    step(
      'RATING to TEXT, without its default',
      changeField('tome.pages', { type: `'TEXT'`, defaultValue: 'null' }),
    ),
    step(
      'TEXT to NUMBER',
      changeField('tome.pages', { type: `'NUMBER'`, settings: `'{"dataType": "int"}'` }),
    ),
    step(
      'NUMBER to CURRENCY',
      changeField('tome.price', {
        type: `'CURRENCY'`,
        settings: `'{"currencyCode": "EUR"}'`,
        defaultValue: 'null',
      }),
    ),
    step(
      'CURRENCY to NUMBER',
      changeField('tome.price', {
        type: `'NUMBER'`,
        settings: `'{"precision": 10, "scale": 2}'`,
      }),
    ),
    step(
      'DATE to DATE_TIME',
      changeField('tome.published', { type: `'DATE_TIME'`, defaultValue: `'"now"'` }),
    ),
    step('EMAIL to TEXT', changeField('tome.mail', { type: `'TEXT'` })),
    step('a limit', changeField('tome.mail', { settings: `'{"maxLength": 20}'` })),

    step('unique', changeField('tome.mail', { isUnique: 'true' })),
    step('not unique', changeField('tome.mail', { isUnique: 'false' })),
    step(
      'not null, filled from the default',
      changeField('tome.price', { isNullable: 'false', defaultValue: `'2'` }),
    ),
    step(
      'null, without a default, within other limits',
      changeField('tome.price', {
        isNullable: 'true',
        defaultValue: 'null',
        settings: `'{"min": 1, "max": 100, "precision": 10, "scale": 1}'`,
      }),
    ),
    step(
      'an option is renamed, with the default',
      changeField('tome.kind', {
        settings: `jsonb_set(settings, '{options,0,value}', '"AA"')`,
        defaultValue: `'"AA"'`,
      }),
    ),
    step(
      'an option is added, another relabelled, and moved',
      changeField('tome.tags', {
        settings: `jsonb_set(settings, '{options}', jsonb_build_array(
          settings #> '{options,1}' || '{"label": "Bee"}', settings #> '{options,0}',
          '{"value": "C", "label": "c"}'::jsonb))`,
      }),
    ),
    step(
      'an option is removed, with a replacement',
      changeField('tome.kind', {
        settings: `(settings #- '{options,1}') || '{"replacements": {"B": null}}'`,
      }),
    ),

    step(
      'a relation is renamed and described, on both sides',
      `${changeField('tome.editor', { name: `'redactor'`, description: `'Who edits'` })};
       ${changeField('writer.edited', { name: `'redacted'`, description: `'What was edited'` })}`,
    ),
    step(
      'another onDelete',
      changeField('tome.redactor', { settings: `settings || '{"onDelete": "RESTRICT"}'` }),
    ),
    step('a relation is deactivated', changeField('tome.redactor', { isActive: 'false' })),
    step(
      'and reactivated from its other side',
      changeField('writer.redacted', { isActive: 'true' }),
    ),

    step('indexes become partial', changeIndex('tome', { where: `'"deletedAt" is null'` })),
    step('and are not unique', changeIndex('tome', { isUnique: 'false' })),

    step('fields are deleted', removeFields('tome.stars', 'tome.inStock', 'tome.meanwhile')),
    step('another has a name of them', addField('tome.stars', 'TEXT')),
    step('a relation is deleted', removeFields('tome.redactor')),
    step('one to one is deleted from its inverse', removeFields('note.writer')),
    step('many to many is deleted', removeFields('writer.readers')),
    step('a table of hidden columns is renamed', changeObject('tome', { nameSingular: `'codex'` })),
    step('and loses its rights', changeObject('codex', { isActive: 'false' })),
    step('and gets them back', changeObject('codex', { isActive: 'true' })),
    step(
      'a field is restored, not null and with a default',
      `select core.restore_field(${gone('FIELD', 'name', 'inStock')})`,
    ),
    step(
      'and one whose name was taken',
      `${changeField('codex.stars', { name: `'rating'` })};
       select core.restore_field(${gone('FIELD', 'name', 'stars')})`,
    ),
    step(
      'a relation is restored',
      `select core.restore_field(${gone('FIELD', 'name', 'redactor')})`,
    ),
    step('one to one is restored', `select core.restore_field(${gone('FIELD', 'name', 'prize')})`),

    step(
      'all relations of an object to others are deleted',
      `delete from core."indexMetadata" where fields @> array[${field('codex.author')}::text];
       ${removeFields('codex.author', 'codex.redactor')}`,
    ),
    step('an index goes', `delete from core."indexMetadata" where "indexType" = 'GIN'`),
    step('and the object is deleted, with its indexes', removeObject('codex')),
    step('another has its name', addObject('codex', 'tomes')),
    step(
      'a role goes and another comes meanwhile, its row permission with it',
      `delete from core.role where id = ${role('SCRIBE')}; ${addRole('NEW')}`,
    ),
    step(
      'and gives it back; the object is restored',
      `${changeObject('codex', { nameSingular: `'scroll'`, namePlural: `'scrolls'` })};
       select core.restore_object(${gone('OBJECT', 'nameSingular', 'codex')})`,
    ),
    step(
      'a permission on an object goes, and one of its row permissions',
      `delete from core."objectPermission" where "roleId" = ${role('GUEST')};
       ${changePermissions('row', 'GUEST', { softDeleteFilter: 'null' })}`,
    ),
    step('the object is deleted again', removeObject('codex')),
    step('what is deleted is purged', `select core.purge_deleted('${id}')`),
    step(
      'at once, when the workspace keeps nothing',
      `update core.workspace set "trashRetentionDays" = 0 where id = '${id}';
       select core.purge_deleted('${id}')`,
    ),
    step('an object is deleted once more', removeObject('scroll')),
    step('its name is free again', addObject('scroll', 'scrolls')),
    step(
      'it has a row permission',
      permit('row', 'NEW', ofObject('scroll'), {
        readFilter: `'{"createdAt": {"is": "NOT_NULL"}}'`,
      }),
    ),
    step('roles go', `delete from core.role where id in (${role('LATE')}, ${role('GUEST')})`),
  ];
}

/** Does all of it to a workspace. */
export async function mistreat(
  database: Queries,
  workspace: Pick<Workspace, 'id' | 'schema'>,
): Promise<void> {
  for (const { sql } of mistreatment(workspace)) await database.query(sql);
}
