select plan(3);

select is(compiler.granted_roles('[{"privileges": "select", "roles": ["b", "A"]}, {"privileges": "delete", "roles": ["c\"d"]}]'), '"A", b, "c""d"', 'in one list, quoted');
select is(compiler.granted_roles('[]'), null, 'none');
select is(compiler.granted_roles('[{"privileges": "select", "roles": ["a"]}]'), 'a', 'one');
