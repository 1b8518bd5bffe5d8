import { type RawBuilder, sql } from 'kysely'
import { many, type Tx } from './database.ts'
import { OUR_SCHEMA } from './our-tables.ts'

/**
 * The whole structure as sorted lines of text: columns, constraints, indexes, policies, grants, triggers, functions, views. Two
 * databases with the same lines behave the same, however each came to be.
 */
export async function catalogueOf(tx: Tx): Promise<readonly string[]> {
  const lines: string[] = []
  for (const part of PARTS) lines.push(...(await many(tx, part)).map((row) => row.line))
  return lines.sort()
}

/** The owner's name differs from one installation to the next; the two roles that requests run under do not. */
const GRANTEE = sql<string>`case when g.grantee = 0 then 'public' when g.grantee = (select oid from pg_roles where rolname = 'firstbell_app')
  then 'app' when g.grantee = (select oid from pg_roles where rolname = 'firstbell_system') then 'system' else 'owner' end`

const PARTS: readonly RawBuilder<{ line: string }>[] = [
  sql`select format('table %I.%I %s rls=%s forced=%s comment=%s', n.nspname, c.relname, c.relkind, c.relrowsecurity,
      c.relforcerowsecurity, obj_description(c.oid, 'pg_class')) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${OUR_SCHEMA}`,
  sql`select format('column %I.%I.%I %s notnull=%s default=%s identity=%s generated=%s collation=%s', n.nspname, c.relname, a.attname,
      format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
      (select collname from pg_collation where oid = a.attcollation)) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and ${OUR_SCHEMA}`,
  sql`select format('constraint %I.%I.%I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${OUR_SCHEMA}`,
  sql`select format('index %s', pg_get_indexdef(i.indexrelid)) as line
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and ${OUR_SCHEMA}`,
  sql`select format('policy %I.%I.%I %s %s to %s using %s check %s', schemaname, tablename, policyname, permissive, cmd, roles, qual,
      with_check) as line from pg_policies join pg_namespace n on n.nspname = schemaname where ${OUR_SCHEMA}`,
  sql`select format('trigger %I.%I %s enabled=%s', n.nspname, c.relname, pg_get_triggerdef(t.oid), t.tgenabled) as line
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and ${OUR_SCHEMA}`,
  sql`select format('grant %s on %I.%I to %s', g.privilege_type, n.nspname, c.relname, ${GRANTEE}) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join lateral aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g
    where c.relkind in ('r', 'p', 'v', 'm') and ${OUR_SCHEMA}`,
  sql`select format('grant %s on column %I.%I.%I to %s', g.privilege_type, n.nspname, c.relname, a.attname, ${GRANTEE}) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      cross join lateral aclexplode(a.attacl) g where ${OUR_SCHEMA}`,
  sql`select format('grant %s on schema %I to %s', g.privilege_type, n.nspname, ${GRANTEE}) as line
    from pg_namespace n cross join lateral aclexplode(n.nspacl) g where n.nspname <> 'public' and ${OUR_SCHEMA}`,
  sql`select format('function %s execute=%s', pg_get_functiondef(p.oid), (
      select string_agg(case when g.grantee = 0 then 'public' else g.grantee::regrole::text end, ',' order by g.grantee::regrole::text)
      from aclexplode(p.proacl) g where g.grantee <> p.proowner)) as line
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prokind in ('f', 'p') and ${OUR_SCHEMA}`,
  sql`select format('view %I.%I %s', schemaname, viewname, definition) as line
    from pg_views join pg_namespace n on n.nspname = schemaname where ${OUR_SCHEMA}`,
]

/** One of Firstbell's tables as the rules about tenants see it. */
export interface TableRules {
  readonly table: string
  /** `school_id` or `tenant`, where the table has one. */
  readonly tenantColumn: string | null
  readonly rls: boolean
  readonly forced: boolean
  readonly policies: readonly string[]
  readonly primaryKey: readonly string[]
  readonly readableByApp: boolean
  readonly readableBySystem: boolean
  readonly comment: string | null
}

export async function tableRules(tx: Tx): Promise<readonly TableRules[]> {
  return many(
    tx,
    sql<TableRules>`
      select format('%I.%I', n.nspname, c.relname) as "table", c.relrowsecurity as rls, c.relforcerowsecurity as forced,
        (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attname in ('school_id', 'tenant')
          and not a.attisdropped order by a.attname limit 1) as "tenantColumn",
        coalesce((select json_agg(p.polname order by p.polname) from pg_policy p where p.polrelid = c.oid), '[]') as policies,
        coalesce((select json_agg(a.attname order by k.at) from pg_constraint o
          cross join lateral unnest(o.conkey) with ordinality k (attnum, at)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
          where o.conrelid = c.oid and o.contype = 'p'), '[]') as "primaryKey",
        has_any_column_privilege('firstbell_app', c.oid, 'select') as "readableByApp",
        has_table_privilege('firstbell_system', c.oid, 'select') as "readableBySystem",
        obj_description(c.oid, 'pg_class') as comment
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${OUR_SCHEMA} order by 1`,
  )
}
