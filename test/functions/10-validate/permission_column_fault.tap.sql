select plan(1);

select is((compiler.permission_column_fault('field "pages"')).message, 'a permission on field "pages" would have no effect', 'says on what');
