/*
 * Deletes, restores and purges.
 */
import { type Mistreated, type Statements, type Step, step } from './step.ts';

export function deletions(
  {
    field,
    gone,
    addObject,
    changeObject,
    removeObject,
    addField,
    changeField,
    removeFields,
    role,
    addRole,
    permit,
    ofObject,
    changePermissions,
  }: Statements,
  { id }: Mistreated,
): readonly Step[] {
  return [
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
