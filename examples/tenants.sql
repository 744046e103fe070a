-- What an administrator of an external PostgreSQL does once before TASKYARD_TENANTS is set: run this as a superuser, in
-- the database of the service. It assumes that the service connects as the role taskyard. See docs/security/tenants-and-quotas.md.
BEGIN;

-- As this role the service works. It owns nothing, so that row-level security holds for it, and nobody connects as it.
CREATE ROLE taskyard_service NOLOGIN NOBYPASSRLS;
GRANT taskyard_service TO taskyard;
GRANT pg_read_all_stats TO taskyard_service;   -- the watchdog looks for transactions that stay open

-- Behind row-level security PostgreSQL uses an index only for operators that cannot tell anything of rows which the
-- caller may not see. It does not say so of the operator @>, by which searches look for tags and parts of JSON; but
-- what it compares it never puts into an error message.
ALTER FUNCTION jsonb_contains(jsonb, jsonb) LEAKPROOF;

COMMIT;
