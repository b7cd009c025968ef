/*
 * Renames, describes, switches off and on.
 */
import { type Mistreated, type Statements, type Step, step } from './step.ts';

export function renamings(
  { object, changeObject, addField, changeField, addRole, changePermissions }: Statements,
  { id }: Mistreated,
): readonly Step[] {
  return [
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
  ];
}
