-- A second wall around the audit: its tables belong to a role of their own, so that the service can add rows and read
-- them, but not change, delete or truncate them, drop a month, or switch the triggers off. Run it once, as a superuser,
-- in the database of the service, after the service has started for the first time. It assumes that the service
-- connects as the role taskyard, and that its tables are in the schema public. See docs/security/audit.md.
BEGIN;

CREATE ROLE taskyard_audit NOLOGIN;
GRANT CREATE, USAGE ON SCHEMA public TO taskyard_audit;

DO $$
DECLARE
  partition regclass;
BEGIN
  FOR partition IN SELECT relid FROM pg_partition_tree('audit') LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO taskyard_audit', partition);
  END LOOP;
END $$;
ALTER SEQUENCE audit_id_seq OWNER TO taskyard_audit;
GRANT SELECT, INSERT ON audit TO taskyard;
GRANT USAGE ON SEQUENCE audit_id_seq TO taskyard;

-- The service still makes the months, with the rights of the owner.
ALTER FUNCTION refuse_change_of_audit() OWNER TO taskyard_audit;
ALTER FUNCTION add_audit_month(date) OWNER TO taskyard_audit;
ALTER FUNCTION add_audit_month(date) SECURITY DEFINER SET search_path = public, pg_temp;

-- It no longer drops them: set TASKYARD_AUDIT_KEEP=never, and let a job of your own call drop_audit_month() as
-- taskyard_audit. If the service may go on dropping what is old enough, leave out the REVOKE.
ALTER FUNCTION drop_audit_month(date) OWNER TO taskyard_audit;
ALTER FUNCTION drop_audit_month(date) SECURITY DEFINER SET search_path = public, pg_temp;
REVOKE EXECUTE ON FUNCTION drop_audit_month(date) FROM PUBLIC;

COMMIT;
