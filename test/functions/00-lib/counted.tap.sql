select plan(4);

select is(compiler.counted(count, 'record has', 'records have'), result, result)
from (values (0, '0 records have'), (1, '1 record has'), (2, '2 records have'), (101, '101 records have')) t (count, result);
