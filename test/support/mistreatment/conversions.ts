/*
 * Changes types, settings and defaults of fields, relations and indexes.
 */
import { type Statements, type Step, step } from './step.ts';

export function conversions({
  changeField,
  options,
  changeIndex,
  role,
  changePermissions,
}: Statements): readonly Step[] {
  return [
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
  ];
}
