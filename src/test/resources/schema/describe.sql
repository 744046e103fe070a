-- Everything that migrations can make in the schema public, from the catalogues of PostgreSQL: rows of (object, part, line).
-- What a partition has like its parent is said of the parent only. SchemaText sorts the rows.
WITH relation AS (
  SELECT c.*, (SELECT inhparent FROM pg_inherits WHERE inhrelid = c.oid) AS parent,
         CASE relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END
           || c.relname AS object
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND c.relname <> 'flyway_schema_history'
), col AS (
  SELECT r.oid, r.parent, r.object, a.attname,
         concat_ws(' ', 'column', a.attname, format_type(a.atttypid, a.atttypmod),
                   'collate ' || nullif(l.collname, 'default'),
                   CASE WHEN a.attnotnull THEN 'not null' END,
                   'default ' || pg_get_expr(d.adbin, d.adrelid),
                   'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''),
                   CASE WHEN a.attstorage <> t.typstorage THEN 'storage ' || a.attstorage::text END,
                   'compression ' || nullif(a.attcompression::text, ''), 'statistics ' || nullif(a.attstattarget, -1),
                   'options ' || a.attoptions::text) AS line
  FROM relation r
       JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND r.relkind IN ('r', 'p', 'f')
       JOIN pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_collation l ON l.oid = a.attcollation
       LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
), con AS (
  SELECT r.oid, r.parent, r.object,
         concat_ws(' ', 'constraint', c.conname, pg_get_constraintdef(c.oid)) AS line
  FROM relation r JOIN pg_constraint c ON c.conrelid = r.oid AND c.contype <> 'n'
)
SELECT object, 1 AS part,
       concat_ws(' ', CASE relkind WHEN 'p' THEN 'partitioned by ' || pg_get_partkeydef(oid) END,
                 'partition of ' || parent::regclass::text, pg_get_expr(relpartbound, oid),
                 'with ' || nullif(array_to_string(ARRAY(SELECT unnest(reloptions) ORDER BY 1), ', '), ''),
                 'persistence ' || nullif(relpersistence::text, 'p'), 'granted ' || relacl::text,
                 CASE WHEN relrowsecurity THEN 'row security' END) AS line
FROM relation
UNION ALL
SELECT object, 2, line FROM col WHERE NOT EXISTS (SELECT FROM col p WHERE p.oid = col.parent AND p.line = col.line)
UNION ALL
SELECT object, 3, line FROM con WHERE NOT EXISTS (SELECT FROM con p WHERE p.oid = con.parent AND p.line = con.line)
UNION ALL
SELECT r.object, 4,
       concat_ws(' ', regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE ', ''),
                 'part of ' || (SELECT inhparent FROM pg_inherits WHERE inhrelid = i.indexrelid)::regclass::text,
                 CASE WHEN NOT i.indisvalid THEN 'invalid' END, CASE WHEN i.indisclustered THEN 'clustered' END)
FROM relation r JOIN pg_index i ON i.indrelid = r.oid
WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT r.object, 5,
       regexp_replace(pg_get_triggerdef(t.oid), '^CREATE ', '')
         || CASE t.tgenabled WHEN 'O' THEN '' ELSE ' enabled ' || t.tgenabled::text END
FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
UNION ALL
SELECT object, 6, pg_get_viewdef(oid) FROM relation WHERE relkind IN ('v', 'm')
UNION ALL
SELECT r.object, 7, pg_get_ruledef(w.oid) FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'
UNION ALL
SELECT r.object, 8, concat_ws(' ', 'policy', p.polname, p.polcmd::text, pg_get_expr(p.polqual, p.polrelid),
                 pg_get_expr(p.polwithcheck, p.polrelid))
FROM relation r JOIN pg_policy p ON p.polrelid = r.oid
UNION ALL
SELECT r.object, 9, pg_get_statisticsobjdef(s.oid) FROM relation r JOIN pg_statistic_ext s ON s.stxrelid = r.oid
UNION ALL
SELECT r.object, 2,
       concat_ws(' ', format_type(s.seqtypid, NULL), 'start', s.seqstart, 'increment', s.seqincrement, 'from', s.seqmin,
                 'to', s.seqmax, 'cache', s.seqcache, CASE WHEN s.seqcycle THEN 'cycle' END,
                 'owned by ' || (SELECT refobjid::regclass || '.' || refobjsubid
                                 FROM pg_depend
                                 WHERE objid = s.seqrelid AND classid = 'pg_class'::regclass AND deptype IN ('a', 'i')
                                   AND refobjsubid > 0))
FROM relation r JOIN pg_sequence s ON s.seqrelid = r.oid
UNION ALL
SELECT 'function ' || p.oid::regprocedure, 1, concat_ws(' ', pg_get_functiondef(p.oid), 'granted ' || p.proacl::text)
FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prokind <> 'a'
UNION ALL
SELECT 'aggregate ' || p.oid::regprocedure, 1, ''
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'a'
UNION ALL
SELECT 'type ' || t.typname, 1,
       concat_ws(' ', t.typtype::text, format_type(nullif(t.typbasetype, 0), t.typtypmod),
                 (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
                 (SELECT string_agg(pg_get_constraintdef(c.oid), ', ' ORDER BY c.conname)
                  FROM pg_constraint c WHERE c.contypid = t.oid))
FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.typnamespace = 'public'::regnamespace AND t.typelem = 0
  AND (t.typtype <> 'c' OR c.relkind = 'c') AND t.typtype <> 'm'
UNION ALL
SELECT 'comment on ' || identity, 1, d.description
FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid)
WHERE schema = 'public' OR type IN ('trigger', 'rule') AND identity LIKE '% on public.%'
UNION ALL
SELECT 'extension ' || extname, 1, extversion FROM pg_extension WHERE extname <> 'plpgsql'
UNION ALL
SELECT 'event trigger ' || evtname, 1, concat_ws(' ', evtevent, evtfoid::regproc) FROM pg_event_trigger
UNION ALL
SELECT 'operator ' || oid::regoperator, 1, oprcode::text FROM pg_operator WHERE oprnamespace = 'public'::regnamespace
UNION ALL
SELECT 'cast ' || format_type(castsource, NULL) || ' to ' || format_type(casttarget, NULL), 1, ''
FROM pg_cast WHERE oid >= 16384
UNION ALL
SELECT 'collation ' || collname, 1, '' FROM pg_collation WHERE collnamespace = 'public'::regnamespace
UNION ALL
SELECT 'schema ' || nspname, 1, '' FROM pg_namespace WHERE oid >= 16384
UNION ALL
SELECT 'publication ' || pubname, 1, '' FROM pg_publication
UNION ALL
SELECT 'setting of the database', 1, unnest(setconfig)
FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database()
