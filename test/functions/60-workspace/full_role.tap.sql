-- A role of a blueprint with all defaults filled in.
select plan(3);

select is(compiler.full_role('{"name": "GUEST"}'), '{"name": "GUEST", "description": null, "canUpdateAllSettings": false,
  "canReadAllObjectRecords": true, "canUpdateAllObjectRecords": true, "canSoftDeleteAllObjectRecords": true,
  "canDestroyAllObjectRecords": false,
  "objectPermissions": [], "fieldPermissions": [], "rowPermissions": []}'::jsonb, 'what a new row of core.role has');
select is(compiler.full_role('{"name": "ADMIN"}') - '{canReadAllObjectRecords,canUpdateAllObjectRecords,canSoftDeleteAllObjectRecords,
    objectPermissions,fieldPermissions,rowPermissions}'::text[],
  '{"name": "ADMIN", "description": "Everything.", "canUpdateAllSettings": true, "canDestroyAllObjectRecords": true}'::jsonb,
  'what the standard blueprint says');
select is(compiler.full_role('{"name": "ADMIN", "description": null, "canUpdateAllSettings": false}') ->> 'canUpdateAllSettings', 'false',
  'what is given');
