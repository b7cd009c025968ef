/*
 * Statements on the metadata of one workspace, by names; each is a text that psql could run.
 */

/** Columns of a row of metadata, as SQL. */
type Values = Readonly<Record<string, string>>;

/** What writes the statements for the workspace with this id. */
export function metadataStatements(id: string) {
  const object = (name: string): string =>
    `(select id from core."objectMetadata" where "workspaceId" = '${id}' and "nameSingular" = '${name}')`;
  const field = (path: string): string => {
    const [owner = '', name] = path.split('.');
    return `(select id from core."fieldMetadata" where "objectMetadataId" = ${object(owner)} and name = '${name}')`;
  };
  const gone = (kind: string, key: string, name: string): string =>
    `(select id from compiler.deleted where workspace_id = '${id}' and kind = '${kind}'
      and definition ->> '${key}' = '${name}' order by "deletedAt" limit 1)`;
  const set = (values: Values): string =>
    Object.entries(values)
      .map(([column, value]) => `"${column}" = ${value}`)
      .join(', ');

  const addObject = (name: string, plural: string): string =>
    `insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
     values ('${id}', '${name}', '${plural}')`;
  const changeObject = (name: string, values: Values): string =>
    `update core."objectMetadata" set ${set(values)} where id = ${object(name)}`;
  const removeObject = (name: string): string =>
    `delete from core."objectMetadata" where id = ${object(name)}`;
  const addField = (path: string, type: string, values: Values = {}): string => {
    const [owner = '', name] = path.split('.');
    const columns = Object.keys(values).map((column) => `, "${column}"`);
    return `insert into core."fieldMetadata" ("objectMetadataId", name, type${columns.join('')})
      values (${[object(owner), `'${name}'`, `'${type}'`, ...Object.values(values)].join(', ')})`;
  };
  const changeField = (path: string, values: Values): string =>
    `update core."fieldMetadata" set ${set(values)} where id = ${field(path)}`;
  const removeFields = (...paths: string[]): string =>
    `delete from core."fieldMetadata" where id in (${paths.map(field).join(', ')})`;
  const options = (...values: string[]): string =>
    `'${JSON.stringify({ options: values.map((value) => ({ value, label: value })) })}'`;
  const relation = (type: string, target: string, more: object = {}): Values => ({
    settings: `'${JSON.stringify({ relationType: type, ...more })}'::jsonb
      || jsonb_build_object('relationTargetObjectId', ${object(target)})`,
  });
  const addIndex = (owner: string, fields: string, values: Values = {}): string => {
    const columns = Object.keys(values).map((column) => `, "${column}"`);
    return `insert into core."indexMetadata" ("objectMetadataId", fields${columns.join('')})
      values (${[object(owner), `'{${fields}}'`, ...Object.values(values)].join(', ')})`;
  };
  const changeIndex = (owner: string, values: Values): string =>
    `update core."indexMetadata" set ${set(values)} where "objectMetadataId" = ${object(owner)}`;
  const role = (name: string): string =>
    `(select id from core.role where "workspaceId" = '${id}' and name = '${name}')`;
  const addRole = (name: string): string =>
    `insert into core.role ("workspaceId", name) values ('${id}', '${name}')`;
  const changeRole = (name: string, values: Values): string =>
    `update core.role set ${set(values)} where id = ${role(name)}`;
  const permit = (kind: string, name: string, on: Values, values: Values): string => {
    const columns = Object.keys({ ...on, ...values }).map((column) => `, "${column}"`);
    return `insert into core."${kind}Permission" ("roleId"${columns.join('')})
      values (${[role(name), ...Object.values(on), ...Object.values(values)].join(', ')})`;
  };
  const ofObject = (name: string): Values => ({ objectMetadataId: object(name) });
  const ofField = (path: string): Values => ({
    ...ofObject(path.split('.')[0] ?? ''),
    fieldMetadataId: field(path),
  });
  const changePermissions = (kind: string, name: string, values: Values): string =>
    `update core."${kind}Permission" set ${set(values)} where "roleId" = ${role(name)}`;

  return {
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
  };
}
