-- At each start, also after a long stop: without a month for now, nothing could be changed.
SELECT add_audit_months();
