-- Searches of a tenant's user. Without these the planner takes tenant and user for independent, expects a twentieth of
-- the rows where there are twenty tenants, and reads all entries of the tenant to narrow down those of the user.

CREATE INDEX task_by_tenants_user ON task (tenant, user_id, created_at, task_id)  -- own tasks; filter user_id in a tenant
  WHERE tenant <> '';                                                             -- without tenants it stays empty

CREATE STATISTICS task_live_users (dependencies) ON tenant, user_id FROM task_live;
