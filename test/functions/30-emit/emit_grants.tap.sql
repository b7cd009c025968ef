select plan(6);

select is(compiler.emit_grants(grants::jsonb, 'w."order"'), sql, description)
from (values
  ('[{"privileges": {"select": null}, "roles": ["role_a"]}]', 'grant select on w."order" to role_a', 'a GRANT'),
  ('[{"privileges": {"update": null, "select": null, "insert": null}, "roles": ["role_b", "role_a"]}, {"privileges": {"select": null}, "roles": ["role_c"]}]',
   'grant select, insert, update on w."order" to role_a, role_b; grant select on w."order" to role_c',
   'one for each set of rights, roles in order'),
  ('[{"privileges": {"select": null}, "roles": ["r\"; drop table x; --"]}]', 'grant select on w."order" to "r""; drop table x; --"',
   'a hostile role is quoted'),
  ('[{"privileges": {"select": ["id", "x\"y"], "update": ["deletedAt"], "delete": null}, "roles": ["a"]}]',
   'grant select (id, "x""y"), update ("deletedAt"), delete on w."order" to a', 'by column'),
  ('[]', null, 'nothing where no role has a right'),
  (null, null, 'nothing where there are no grants')
) t (grants, sql, description);
